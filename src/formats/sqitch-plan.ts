import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import type { Naming } from './format.ts';
import type { Named } from './pieces.ts';

/** The name of the file that lists the changes of a Sqitch project. */
export const planFile = 'sqitch.plan';

/** A change as sqitch.plan has it, with the lines around it that are no change. */
export interface Change {
  readonly name: string;
  readonly line: string;
}

/** What sqitch.plan says. */
export interface SqitchPlan {
  readonly isThere: boolean;
  readonly project: string;
  /** The pragmas at its top. */
  readonly head: string;
  readonly changes: readonly Change[];
  /** `Name <email>` of who planned the newest change, or of who works in the repository. */
  readonly planner: string;
}

/** Reads sqitch.plan, or says what the one of a new project would be. Throws UserError when there are scripts and no plan, or it is none. */
export function readSqitchPlan(naming: Naming): SqitchPlan {
  const { directory, existing, repo } = naming;
  const path = `${directory === '.' ? '' : `${directory}/`}${planFile}`;
  const text = repo.read(path);
  const stranger = existing.find((entry) => entry === 'deploy/' || entry.endsWith('.sql'));
  if (text === null && stranger !== undefined) {
    throw new UserError(`there is no ${path}, but ${stranger}, so the order of the changes is not known`, {
      hint: 'choose the directory with sqitch.plan in it with --dir DIR',
    });
  }
  const project = /^%project=(.+)$/m.exec(text ?? '')?.[1];
  if (text !== null && project === undefined) {
    throw new UserError(`${path} does not say %project=, so it is no plan of Sqitch`, { hint: 'sqitch status' });
  }
  const name = project ?? (basename(directory) === '.' ? 'main' : basename(directory));
  const lines = (text ?? `%syntax-version=1.0.0\n%project=${name}\n\n`).trimEnd().split('\n');
  const first = lines.findIndex(isChange);
  const head = lines.slice(0, first === -1 ? lines.length : first);
  const changes = first === -1 ? [] : changesOf(lines.slice(first), path);
  return {
    isThere: text !== null,
    project: name,
    head: first === -1 ? `${head.join('\n')}\n` : head.join('\n'),
    changes,
    planner: plannerOf(changes, naming),
  };
}

// Tags (@) and remarks (#) belong to the change before them.
const isChange = (line: string): boolean => /^[^%@#\s]/.test(line);

function changesOf(lines: readonly string[], path: string): Change[] {
  const changes: Change[] = [];
  for (const line of lines) {
    const last = changes.at(-1);
    if (last !== undefined && !isChange(line)) {
      changes[changes.length - 1] = { ...last, line: `${last.line}\n${line}` };
      continue;
    }
    const name = /^[+-]?(\S+)/.exec(line)?.[1] ?? '';
    if (!/\d{4}-\d\d-\d\dT[\d:]+Z /.test(line)) {
      throw new UserError(`${path} has a line that is no change: ${line}`, {
        hint: 'sqitch plan says what is wrong with it',
      });
    }
    changes.push({ name, line });
  }
  return changes;
}

function plannerOf(changes: readonly Change[], { repo }: Naming): string {
  const said = changes.flatMap(({ line }) => /\dZ ([^<\n]+ <[^>\n]+>)/.exec(line)?.[1] ?? []).at(-1);
  const config = repo.read('.git/config') ?? '';
  const setting = (key: string): string | undefined =>
    new RegExp(`^\\s*${key}\\s*=\\s*(.+)$`, 'm').exec(config)?.[1]?.trim();
  return said ?? `${setting('name') ?? 'plan'} <${setting('email') ?? 'plan@localhost'}>`;
}

interface Around {
  /** The change before the first. */
  readonly leaf: string | null;
  readonly now: Date;
  readonly planner: string;
  /** What the note of each ends with. */
  readonly mark: string;
}

/** The lines of new changes, each of which requires the one before it. */
export function changeLines(pieces: readonly Named[], { leaf, now, planner, mark }: Around): string[] {
  return pieces.map(({ name, phase, number, of }, index) => {
    const before = pieces[index - 1]?.name ?? leaf;
    const requires = before === null ? '' : ` [${before}]`;
    const part = of === 1 ? '' : `, ${String(number)} of ${String(of)}`;
    const note = `${phase.title}${part} ${mark}`.replace(/\s+/g, ' ').replaceAll('\\', '\\\\');
    return `${name}${requires} ${now.toISOString().replace(/\.\d+Z$/, 'Z')} ${planner} # ${note}`;
  });
}
