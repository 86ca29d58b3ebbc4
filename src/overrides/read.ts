import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closest } from '../catalog/distance.ts';
import { UserError } from '../errors.ts';
import { type Piece, piecesOf, placesIn } from '../sql/render.ts';
import { codeOf } from '../write.ts';
import type { Overrides } from './scope.ts';

/** The folders of templates that a team may have its own of. */
export const overrideFolders = ['sql', 'formats', 'notes'] as const;

const ENDING = '.hbs';

/** Names of our own templates of one folder, for example `add-column.sql` or `plain/migration.sql`. */
export const ownNames = (folder: (typeof overrideFolders)[number]): string[] =>
  namesIn(fileURLToPath(new URL(`../../templates/${folder}`, import.meta.url)));

/**
 * Reads a team's templates. Throws UserError for a folder that is not there, for a template that we have none of, and for SQL
 * that names a value which its template does not get.
 */
export function readOverrides(cwd: string, folder: string): Overrides {
  const path = resolve(cwd, folder);
  if (!isDirectory(path))
    throw new UserError(`the templates folder ${folder} is not a directory`, {
      hint: 'mkdir it, or correct "templates" in plan.config.json, PLAN_TEMPLATES or --templates',
    });
  refuseStrangers(path, folder);
  const [sql = [], formats = [], notes = []] = overrideFolders.map((kind) => textsIn(path, folder, kind));
  return {
    folder,
    sql: new Map(sql.map(([name, text]) => [name.slice(0, -'.sql'.length), sqlPieces(name, text, folder)])),
    formats: new Map(formats),
    notes: new Map(notes),
  };
}

function refuseStrangers(path: string, folder: string): void {
  const stranger = namesIn(path).find((name) => !overrideFolders.some((kind) => name.startsWith(`${kind}/`)));
  if (stranger === undefined) return;
  const names = overrideFolders.flatMap((kind) => ownNames(kind).map((name) => `${kind}/${name}`));
  const [meant] = closest(stranger, names, (name) => name.slice(name.indexOf('/') + 1));
  throw new UserError(`${folder}/${stranger}${ENDING} is in none of the folders sql, formats and notes`, {
    hint: meant === undefined ? 'move it into one of them' : `did you mean ${folder}/${meant}${ENDING}?`,
  });
}

type Named = readonly [name: string, text: string];

function textsIn(path: string, folder: string, kind: (typeof overrideFolders)[number]): Named[] {
  const own = ownNames(kind);
  return namesIn(join(path, kind)).map((name) => {
    if (!own.includes(name)) throw unknownName(name, kind, folder, own);
    return [name, textOf(join(path, kind, `${name}${ENDING}`), `${folder}/${kind}/${name}${ENDING}`)];
  });
}

function unknownName(name: string, kind: string, folder: string, own: readonly string[]): UserError {
  const [meant] = closest(name, own, (each) => each);
  return new UserError(`${folder}/${kind}/${name}${ENDING} is the template of nothing: there is none of that name`, {
    hint:
      meant === undefined
        ? `the names are those of templates/${kind} of the package expand-contract`
        : `did you mean ${folder}/${kind}/${meant}${ENDING}?`,
  });
}

function sqlPieces(name: string, text: string, folder: string): readonly Piece[] {
  const shown = `${folder}/sql/${name}${ENDING}`;
  const shape = name.slice(0, -'.sql'.length);
  const pieces = parsed(() => piecesOf(text, shape), shown);
  const places = placesIn(shape);
  for (const piece of pieces) {
    if (typeof piece === 'string' || places.includes(piece.place)) continue;
    const [meant] = closest(piece.place, places, (place) => place);
    throw new UserError(`${shown} names ${piece.place}, which this template does not get`, {
      hint: meant === undefined ? `it gets ${places.join(', ') || 'nothing'}` : `did you mean {{${meant}}}?`,
    });
  }
  return pieces;
}

function parsed<Result>(parse: () => Result, shown: string): Result {
  try {
    return parse();
  } catch (error) {
    // Handlebars draws the place in the text below its first line.
    const [first = ''] = codeOf(error).split('\n');
    throw new UserError(`${shown} is not a template of SQL: ${first.replace(/:$/, '')}`, {
      hint: 'SQL templates have {{name}} where a value stands, and no logic',
      cause: error,
    });
  }
}

/** The templates below a folder, without `.hbs`; empty when there is no such folder. */
function namesIn(folder: string): string[] {
  if (!isDirectory(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length).split(sep).join('/'))
    .toSorted();
}

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${shown} cannot be read (${codeOf(error)})`, { hint: 'let it be readable', cause: error });
  }
}
