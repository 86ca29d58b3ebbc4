/** Has a plan written into a project, the way a team would. */
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import { listMigrations } from '../../src/formats/directory.ts';
import type { Format } from '../../src/formats/index.ts';
import { repoAt } from '../../src/formats/repo.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { OutputFile, PhaseName, Plan } from '../../src/types.ts';
import { writeAll } from '../../src/write.ts';
import { run } from '../cli/run.ts';
import type { Project } from './project.ts';
import type { Tool } from './tool.ts';

/** A phase, and the migrations that it is; `write` puts them into the directory, unless all lie there already. */
export interface Delivery {
  readonly phase: PhaseName;
  write(): Written;
}

export interface Written {
  /** The migrations and scripts that bring the phase forward, from the directory. */
  readonly up: readonly string[];
  /** The script that takes the phase back, where no migration can. */
  readonly undo: string | null;
}

/** Where scripts lie that no migration tool runs. */
const plans = 'plans';

/** Whether what was written is one of these, and no migration. */
export const isScript = (path: string): boolean => path.startsWith('../');

/** What --json prints. */
interface Document {
  readonly plan: Plan;
  readonly files: readonly Pick<OutputFile, 'path' | 'phase' | 'direction' | 'role'>[];
}

/** Runs `plan` for a change. A tool that can step gets all phases at once, another one a phase at a time. */
export async function planned(
  tool: Tool,
  format: Format,
  project: Project,
  args: readonly string[],
): Promise<Delivery[]> {
  const staged = format.capabilities.staged;
  const document = await asked(project, [...args, ...(staged ? ['--dry-run'] : [])]);
  expect(
    document.files.every(({ path, role }) => role === 'script' || !relative(tool.directory, path).startsWith('..')),
    'the tool is found, and its directory',
  ).toBe(true);
  return document.plan.phases.map(({ name }) => ({
    phase: name,
    write: () =>
      staged
        ? writePhase(document.plan, tool, format, project, name)
        : { up: listed(document, tool, name), undo: null },
  }));
}

// Which tool it is, and where its files lie, is for plan to find out.
async function asked({ folder, url }: Project, args: readonly string[]): Promise<Document> {
  const said = ['--database', url, '--no-scan', '--yes', '--json'];
  const { code, out, err } = await run([...args, ...said], { cwd: folder });
  expect(err, `plan ${args.join(' ')}`).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as Document;
}

function listed({ files }: Document, { directory }: Tool, phase: PhaseName): string[] {
  return files
    .filter((file) => file.phase === phase && file.direction === 'up' && file.role === undefined)
    .map(({ path }) => relative(directory, path));
}

function writePhase(plan: Plan, { directory }: Tool, format: Format, { folder }: Project, phase: PhaseName): Written {
  const files = format.files(plan, {
    directory,
    existing: listMigrations(folder, directory, false),
    now: new Date(),
    reuse: [],
    repo: repoAt(folder),
    phases: [phase],
  });
  const entries = files.map((file) => ({ ...file, path: join(file.role === 'script' ? plans : directory, file.path) }));
  writeAll(entries, { force: false, cwd: folder });
  const from = ({ path, role }: OutputFile): string =>
    role === 'script' ? relative(directory, join(plans, path)) : path;
  const undo = files.find(({ direction, role }) => direction === 'down' && role === 'script');
  return {
    up: files.filter(({ direction, role }) => direction === 'up' && role !== 'sidecar').map(from),
    undo: undo === undefined ? null : from(undo),
  };
}

await loadSql();
