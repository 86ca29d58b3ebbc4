import { readFileSync } from 'node:fs';
import { handlebars } from '../handlebars.ts';
import { laidOut } from '../overrides/layout.ts';
import type { Phase } from '../types.ts';
import { comment } from './comment.ts';
import type { Naming } from './format.ts';
import type { Unit } from './units.ts';

const directory = new URL('../../templates/formats/', import.meta.url);

/** The values that a layout template shows; it fails on a name that is not among them. */
export type Layout = Readonly<Record<string, unknown>>;

const templates = new Map<string, (values: Layout) => string>();

function compiled(path: string): (values: Layout) => string {
  const known = templates.get(path);
  if (known !== undefined) return known;
  const source = readFileSync(new URL(`${path}.hbs`, directory), 'utf8');
  const template = handlebars().compile<Layout>(source, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: {},
  });
  templates.set(path, template);
  return template;
}

/** Fills `templates/formats/<path>.hbs`, or the team's own in its place (throws UserError like `laidOut`). Values are put in as they are: SQL is not HTML. */
export function layOut(path: string, values: Layout): string {
  return laidOut(path, values, `${compiled(path)(values).trimEnd()}\n`);
}

/** The moment of writing as a header shows it. */
export function createdAt({ now }: Naming): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Which of the files of its phase this one is, counted from 1; `opens` is the path of the first. */
export interface Part {
  readonly number: number;
  readonly of: number;
  readonly opens: string;
}

/** The lines at the top of an up file, without comment signs: the phase's own summary, in the first file of the phase in full. */
export function upLines(phase: Phase, part: Part): string[] {
  const title = part.of === 1 ? phase.title : `${phase.title} (file ${part.number} of ${part.of})`;
  if (part.number === 1) return [title, '', ...phase.summary];
  return [title, '', `Runs right after the file before it. What the phase does as a whole is said in ${part.opens}.`];
}

/** The lines at the top of what takes a phase back, without comment signs. */
export function downLines(phase: Phase): string[] {
  return [
    `Takes back: ${phase.title}`,
    '',
    'For development only. In production the way back is older code or a forward fix, see the notes of this plan.',
  ];
}

/** The comment at the top of an up file. */
export function upHeader(phase: Phase, part: Part): string {
  return upLines(phase, part)
    .map((line) => comment(line))
    .join('\n');
}

/** The comment at the top of a down file. */
export function downHeader(phase: Phase): string {
  return downLines(phase)
    .map((line) => comment(line))
    .join('\n');
}

/** How the statements of a file are written: `wrap` puts marks around one, `remark` makes the comment above a step. */
export interface Written {
  readonly wrap?: (sql: string) => string;
  readonly remark?: (text: string) => string;
}

/** The statements of a file: separated by blank lines, each step under its title and its reason. */
export function statementsOf(unit: Unit, { wrap = (sql) => sql, remark = comment }: Written = {}): string {
  return unit.statements
    .map(({ statement, step, first }) => {
      const sql = wrap(terminated(statement.sql));
      return first ? `${remark(stepText(step))}\n${sql}` : sql;
    })
    .join('\n\n');
}

/** What is said above a step, without comment signs. */
export function stepText({ title, why }: { readonly title: string; readonly why: string }): string {
  return why === '' ? title : `${title}\n${why}`;
}

/** A statement that does nothing, with the reason above it. */
export function nothingToDo(why: string): string {
  return `${comment(`Nothing to do: ${why}.`)}\nSELECT 1;`;
}

/** Why a later file of a phase takes nothing back. */
export const nothingBack = 'the down file of the first file of this phase takes the whole phase back';

/** A statement with its semicolon. */
export function terminated(sql: string): string {
  const text = sql.trim();
  if (text.endsWith(';')) return text;
  // A comment on the last line would swallow the semicolon.
  return (text.split('\n').at(-1) ?? '').includes('--') ? `${text}\n;` : `${text};`;
}
