import { basename } from 'node:path';
import type { OutputFile, Plan } from '../types.ts';
import { settingIn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { type Change, changeLines, planFile, readSqitchPlan, type SqitchPlan } from './sqitch-plan.ts';
import { downText, upText } from './texts.ts';
import type { Sharing } from './units.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'none',
  optOut: 'not needed: a script without BEGIN and COMMIT is not in one',
  several: true,
  steps: true,
  down: 'file',
  staged: false,
};

/** A script has a BEGIN and a COMMIT of its own, so its statements share a transaction unless it has none. */
const sharing: Sharing = { several: true, transaction: 'file' };

/** Sqitch: scripts for psql in deploy and revert, in the order of sqitch.plan. */
export const sqitch: Format = {
  name: 'sqitch',
  title: 'Sqitch',
  url: 'https://sqitch.org',
  directory: '.',
  capabilities,
  runs: 'sqitch deploy --to {stem}',
  history: notesEach(
    { table: 'sqitch.changes', query: 'SELECT change AS version FROM sqitch.changes ORDER BY committed_at' },
    ({ path }) => basename(path, '.sql'),
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const known = readSqitchPlan(naming);
    // An earlier writing of the same plan is known by its id in the notes of its changes.
    const there =
      naming.reuse.length === 0 ? known.changes : known.changes.filter((each) => !each.line.includes(mark(plan)));
    const pieces = piecesOf(plan, naming, sharing);
    const named = nameAll(pieces, naming, {
      migrations: there.map(({ name }) => ({ file: name, digits: '', name, direction: 'up' })),
      start: { style: 'sequence', width: 1 },
      next: (count) => Array.from({ length: count }, String),
      path: (_, name) => name,
    });
    const leaf = there.at(-1)?.name ?? null;
    const before = (index: number): string | null => named[index - 1]?.name ?? leaf;
    return [
      ...named.map((piece, index) => deploy(piece, known.project, before(index))),
      ...named.map((piece) => revert(piece, known.project)).toReversed(),
      extended(known, there, changeLines(named, { leaf, now: naming.now, planner: known.planner, mark: mark(plan) })),
    ];
  },
};

const mark = ({ id }: Plan): string => `(${id})`;

const deployPath = (name: string): string => `deploy/${name}.sql`;

function deploy(piece: Named, project: string, before: string | null): OutputFile {
  const { header, statements, transaction } = upText(piece, deployPath);
  const { name, phase } = piece;
  const content = layOut('sqitch/deploy.sql', { project, name, before: before ?? '', header, statements, transaction });
  return { path: deployPath(name), phase: phase.name, direction: 'up', transaction, content };
}

function revert(piece: Named, project: string): OutputFile {
  const { header, statements, transaction } = downText(piece);
  const { name, phase } = piece;
  const content = layOut('sqitch/revert.sql', { project, name, header, statements, transaction });
  return { path: `revert/${name}.sql`, phase: phase.name, direction: 'down', transaction, content };
}

function extended({ head, isThere }: SqitchPlan, there: readonly Change[], lines: readonly string[]): OutputFile {
  return {
    path: planFile,
    phase: null,
    direction: 'up',
    transaction: true,
    role: 'sidecar',
    ...(isThere ? { replaces: true } : {}),
    content: `${[head, ...there.map(({ line }) => line), ...lines].join('\n')}\n`,
  };
}

function detect(repo: Repo): Evidence | null {
  const said = settingIn(repo, { 'sqitch.conf': /^\s*top_dir\s*=\s*(\S+)/m });
  const directory = said?.directory ?? '.';
  const inside = directory === '.' ? '' : `${directory}/`;
  const files = ['sqitch.conf', `${inside}${planFile}`].filter((file) => repo.read(file) !== null);
  const engine = /^\s*engine\s*=\s*(\w+)/m.exec(repo.read('sqitch.conf') ?? '')?.[1];
  if (files.length === 0 || (engine !== undefined && engine !== 'pg')) return null;
  const migrations = repo.list(`${inside}deploy`).filter((name) => name.endsWith('.sql')).length;
  return { because: files.map((file) => `there is a ${file}`), directory, migrations };
}
