import { readFileSync } from 'node:fs';
import { handlebars } from '../handlebars.ts';
import type { Phase } from '../types.ts';
import { comment } from './comment.ts';
import type { Unit } from './units.ts';

const directory = new URL('../../templates/formats/', import.meta.url);

/** The values that a layout template may show. */
export interface Layout {
  readonly name: string;
  readonly created: string;
  readonly header: string;
  readonly statements: string;
}

const templates = new Map<string, (values: Layout) => string>();

function compiled(format: string): (values: Layout) => string {
  const known = templates.get(format);
  if (known !== undefined) return known;
  const source = readFileSync(new URL(`${format}/migration.sql.hbs`, directory), 'utf8');
  const template = handlebars().compile<Layout>(source, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: {},
  });
  templates.set(format, template);
  return template;
}

/** Fills `templates/formats/<format>/migration.sql.hbs`. Values are put in as they are: SQL is not HTML. */
export function layOut(format: string, values: Layout): string {
  const template = compiled(format);
  return `${template(values).trimEnd()}\n`;
}

/** Which of the files of its phase this one is, counted from 1; `opens` is the path of the first. */
export interface Part {
  readonly number: number;
  readonly of: number;
  readonly opens: string;
}

/** The comment at the top of an up file: the phase's own summary, in the first file of the phase in full. */
export function upHeader(phase: Phase, part: Part): string {
  const title = comment(part.of === 1 ? phase.title : `${phase.title} (file ${part.number} of ${part.of})`);
  if (part.number > 1)
    return `${title}\n--\n${comment(`Runs right after the file before it. What the phase does as a whole is said in ${part.opens}.`)}`;
  return [title, '--', ...phase.summary.map(comment)].join('\n');
}

/** The comment at the top of a down file. */
export function downHeader(phase: Phase): string {
  return [
    comment(`Takes back: ${phase.title}`),
    '--',
    comment(
      'For development only. In production the way back is older code or a forward fix, see the notes of this plan.',
    ),
  ].join('\n');
}

/** The statements of a file: separated by blank lines, each step under its title and its reason. */
export function statementsOf(unit: Unit): string {
  return unit.statements
    .map(({ statement, step, first }) =>
      first ? `${stepComment(step.title, step.why)}\n${terminated(statement.sql)}` : terminated(statement.sql),
    )
    .join('\n\n');
}

function stepComment(title: string, why: string): string {
  return comment(why === '' ? title : `${title}\n${why}`);
}

function terminated(sql: string): string {
  const text = sql.trim();
  if (text.endsWith(';')) return text;
  // A comment on the last line would swallow the semicolon.
  return (text.split('\n').at(-1) ?? '').includes('--') ? `${text}\n;` : `${text};`;
}
