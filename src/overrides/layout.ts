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

const missingMark = (ours: string, theirs: string): string | null =>
  missingOf(
    ours.split('\n').filter((line) => MARK.test(line)),
    theirs,
  );

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
  const [before, after] = [treesOf(ours), theirTrees(theirs)];
  if (typeof after === 'string') return after;
  const at = before.findIndex(({ tree }, index) => tree !== after[index]?.tree);
  if (at >= 0) return `\`${before[at]?.text ?? ''}\` is missing or out of order`;
  return after.length > before.length ? `\`${after[before.length]?.text ?? ''}\` is in no plan` : null;
}

function theirTrees(sql: string): ReturnType<typeof treesOf> | string {
  try {
    return treesOf(sql);
  } catch (error) {
    if (error instanceof UserError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

const treesOf = (sql: string): { tree: string; text: string }[] =>
  parseStatements(sql).map(({ node, text }) => ({
    tree: JSON.stringify(withoutLocations(node)),
    text: text
      .replaceAll(/^\s*--.*$/gm, '')
      .trim()
      .replaceAll(/\s+/g, ' ')
      .slice(0, 80),
  }));

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
