import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { handlebars } from '../handlebars.ts';
import { overrides } from '../overrides/scope.ts';
import type { Templates } from './templates.ts';
import { concatenate, Sql } from './value.ts';

const directory = new URL('../../templates/sql/', import.meta.url);
/** The build writes all templates here, read: one small file instead of a hundred and a parser. */
export const ready = new URL('./templates.json', import.meta.url);

/** A template is text and places for values, in turn; a place alone on its line goes with its line when it is empty. */
export type Piece = string | { readonly place: string; readonly alone: boolean };

let templates: Map<string, readonly Piece[]> | undefined;

function template(name: string): readonly Piece[] {
  return overrides().sql.get(name) ?? ownTemplate(name);
}

function ownTemplate(name: string): readonly Piece[] {
  templates ??= existsSync(ready)
    ? new Map(Object.entries(JSON.parse(readFileSync(ready, 'utf8')) as object))
    : new Map();
  const known = templates.get(name);
  if (known !== undefined) return known;
  const read = readTemplate(name);
  templates.set(name, read);
  return read;
}

/** The names of the values of one of our templates. */
export const placesIn = (name: string): string[] =>
  ownTemplate(name).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.place]));

const readTemplate = (name: string): readonly Piece[] =>
  piecesOf(readFileSync(new URL(`${name}.sql.hbs`, directory), 'utf8'), name);

/**
 * Reads the text of a template. Handlebars parses it; its compiler is not needed, since SQL templates hold no logic.
 * @throws Error when it does hold some.
 */
export function piecesOf(text: string, name: string): readonly Piece[] {
  const nodes = handlebars().parse(text.trimEnd()).body;
  const textAt = (at: number): string => {
    const node = nodes[at];
    return node?.type === 'ContentStatement' ? (node as hbs.AST.ContentStatement).value : '';
  };
  return nodes.map((node, at): Piece => {
    if (node.type === 'ContentStatement') return textAt(at);
    if (node.type !== 'MustacheStatement') throw new Error(`template ${name}: ${node.type} is logic`);
    const path = (node as hbs.AST.MustacheStatement).path as hbs.AST.PathExpression;
    const alone = /\n *$/.test(textAt(at - 1)) && textAt(at + 1).startsWith('\n');
    return { place: path.original, alone };
  });
}

/** All templates as the build keeps them. */
export function readTemplates(): string {
  const names = readdirSync(directory).map((file) => file.replace(/\.sql\.hbs$/, ''));
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, readTemplate(name)])));
}

/**
 * Fills a template of `templates/sql`. Every value is an `Sql`, so it has been quoted already; lines of a value after
 * the first are the caller's to indent.
 * @throws TypeError when a value is missing or is not an `Sql` (a bug: the compiler refuses it too).
 */
export function render<Name extends keyof Templates & string>(name: Name, values: Templates[Name]): Sql {
  const given = new Map<string, unknown>(Object.entries(values));
  const pieces: (Sql | string)[] = [];
  for (const piece of template(name)) {
    if (typeof piece === 'string') {
      pieces.push(piece);
      continue;
    }
    const value = given.get(piece.place);
    if (!(value instanceof Sql)) throw new TypeError(`template ${name}: ${piece.place} is not an Sql value`);
    if (piece.alone && value.text === '') pieces.push(String(pieces.pop()).replace(/\n *$/, ''));
    pieces.push(value);
  }
  return concatenate(pieces);
}
