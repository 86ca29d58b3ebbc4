import { parseEnv } from 'node:util';
import { detectFormats } from '../formats/detect.ts';
import type { Repo } from '../formats/index.ts';
import { DOTENV } from './dotenv.ts';
import { overrideFolders, ownNames } from '../overrides/read.ts';

/** A value that was found for a setting, and what speaks for it. */
export interface Found {
  readonly value: string;
  readonly because: string;
}

/** A migration tool that the repository may have. */
export interface FoundTool extends Found {
  /** Where its migrations lie. */
  readonly directory: string;
}

/** Every migration tool that the repository shows signs of. */
export function toolsIn(repo: Repo): FoundTool[] {
  return detectFormats(repo).map(({ format, evidence: { because, directory } }) => ({
    value: format.name,
    because: because.join(', '),
    directory,
  }));
}

/**
 * The variable that seems to hold the URL of the database, by the `.env` of the repository: the one file that plans read later
 * (`dotenv`). Values are looked at, to tell a URL of PostgreSQL, and never given back.
 */
export function connectionIn(repo: Repo): Found | null {
  const noted = Object.entries(variables(repo.read(DOTENV)));
  // A URL that goes around the pooler is the one for migrations.
  const urls = noted.filter(([name, value]) => isConnection(name, value ?? '')).map(([name]) => name);
  const [value] = urls.toSorted((a, b) => rank(a) - rank(b));
  if (value === undefined) return null;
  const others = urls.filter((name) => name !== value);
  const besides = others.length === 0 ? '' : `, and besides ${others.join(', ')}`;
  return { value, because: `${DOTENV} has it${besides} (only the name is written)` };
}

function variables(text: string | null): Readonly<Record<string, string | undefined>> {
  return text === null ? {} : parseEnv(text);
}

const isConnection = (name: string, value: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) &&
  (/^postgres(ql)?:\/\//.test(value) ||
    // An empty one would be refused, and would keep plans from DATABASE_URL and PGHOST.
    (/(^|_)(DATABASE|POSTGRES|POSTGRESQL|PG|DB)_(URL|URI|DSN)$/.test(name) &&
      value !== '' &&
      !/^\w+:\/\//.test(value)));

/** The usual names, the likeliest first. */
const USUAL = [/^DIRECT_(DATABASE_)?URL$/, /^MIGRATIONS?_DATABASE_URL$/, /^DATABASE_URL$/, /^DATABASE_/, /^POSTGRES/];

function rank(name: string): number {
  const at = USUAL.findIndex((usual) => usual.test(name));
  return at < 0 ? USUAL.length : at;
}

/** A folder that holds templates of the names that ours have. */
export function templatesIn(repo: Repo): Found | null {
  const folder = ['plan-templates', 'templates/plan', 'templates'].find((each) =>
    overrideFolders.some((kind) => {
      const own = ownNames(kind).map((name) => (kind === 'formats' ? name.replace(/\/.*$/, '/') : `${name}.hbs`));
      return repo.list(`${each}/${kind}`).some((name) => own.includes(name));
    }),
  );
  return folder === undefined ? null : { value: folder, because: `${folder} holds templates of our names` };
}
