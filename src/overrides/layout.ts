import { UserError } from '../errors.ts';
import { handlebars } from '../handlebars.ts';
import { parseStatements, withoutLocations } from '../sql/parse.ts';
import { codeOf } from '../write.ts';
import { overrides } from './scope.ts';

/**
 * A file as the team's own layout has it, when there is one: `path` is the layout's name, `ours` the same file as our layout
 * has it. Throws UserError when a statement or a mark of the tool is missing in theirs or stands elsewhere.
 */
export function laidOut(path: string, values: object, ours: string): string {
  const { folder, formats } = overrides();
  const source = formats.get(path);
  if (source === undefined) return ours;
  const shown = `${folder}/formats/${path}.hbs`;
  const theirs = `${filled(source, values, shown).trimEnd()}\n`;
  const missing =
    missingMark(ours, theirs) ?? (path.endsWith('.sql') ? otherSql(ours, theirs) : missingLine(values, theirs));
  if (missing === null) return theirs;
  throw new UserError(`${shown} does not keep what a file must hold: ${missing}`, {
    hint: 'every statement has to stay, in its order, and so have the marks of the tool; comments and layout are yours',
  });
}

function filled(source: string, values: object, shown: string): string {
  try {
    return handlebars().compile<object>(source, {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: {},
    })(values);
  } catch (error) {
    const [first = ''] = codeOf(error).split('\n');
    throw new UserError(`${shown} cannot be filled: ${first}`, {
      hint: `it gets ${Object.keys(values).join(', ')}`,
      cause: error,
    });
  }
}

/** Comments that a tool reads: `-- +goose Up`, `-- migrate:up`, `--liquibase formatted sql`. */
const MARK = /^--\s*(?:\+\w|!|[a-z]+:[a-z]|liquibase |changeset |rollback\b)/;

const marksOf = (text: string): string[] => text.split('\n').filter((line) => MARK.test(line));

const missingMark = (ours: string, theirs: string): string | null => missingOf(marksOf(ours), theirs);

/** The first of some lines that a text does not have behind those before it. */
function missingOf(lines: readonly string[], text: string): string | null {
  const there = text.split('\n').map((line) => line.trim());
  let at = 0;
  for (const line of lines) {
    const found = there.indexOf(line.trim(), at);
    if (found < 0) return `\`${line.trim()}\` is missing or out of order`;
    at = found + 1;
  }
  return null;
}

function otherSql(ours: string, theirs: string): string | null {
  const marks = new Set(marksOf(ours).map((line) => line.trim()));
  const [before, after] = [treesOf(ours, marks), theirTrees(theirs, marks)];
  if (typeof after === 'string') return after;
  const at = before.findIndex(({ tree }, index) => tree !== after[index]?.tree);
  if (at >= 0) return `\`${before[at]?.text ?? ''}\` is missing or out of order`;
  if (after.length > before.length) return `\`${after[before.length]?.text ?? ''}\` is in no plan`;
  const moved = before.find(({ marks: above }, index) => above.join('\n') !== after[index]?.marks.join('\n'));
  if (moved === undefined) return null;
  const mark = moved.marks.at(-1);
  return `\`${moved.text}\` has to stand ${mark === undefined ? 'above all marks of the tool' : `below \`${mark}\` and above the next mark`}`;
}

function theirTrees(sql: string, marks: ReadonlySet<string>): readonly Laid[] | string {
  try {
    return treesOf(sql, marks);
  } catch (error) {
    if (error instanceof UserError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** A statement of a file, and the marks that stand above its end: what tells which way runs it. */
interface Laid {
  readonly tree: string;
  readonly text: string;
  readonly marks: readonly string[];
}

function treesOf(sql: string, marks: ReadonlySet<string>): Laid[] {
  let above: readonly string[] = [];
  // The text of a statement begins where the one before it ended: the comments between them are in it.
  return parseStatements(sql).map(({ node, text }) => {
    above = [...above, ...text.split('\n').flatMap((line) => (marks.has(line.trim()) ? [line.trim()] : []))];
    return {
      tree: JSON.stringify(withoutLocations(node)),
      text: text
        .replaceAll(/^\s*--.*$/gm, '')
        .trim()
        .replaceAll(/\s+/g, ' ')
        .slice(0, 80),
      marks: above,
    };
  });
}

/** In a language of its own a file is no SQL: every line of the values has to be there, those of headers aside. */
function missingLine(values: object, theirs: string): string | null {
  const lines = Object.entries(values)
    .filter(([name]) => !/header|name|created|title|why|summary/i.test(name))
    .flatMap(([, value]) => textsIn(value))
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.trim() !== '');
  return missingOf(lines, theirs);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
