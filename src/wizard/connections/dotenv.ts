import { parseEnv } from 'node:util';
import { filled } from './placeholders.ts';
import type { Found, Source } from './source.ts';
import { postgresUrl, urlOf } from './url.ts';

/** URLs under any name (DATABASE_URL first), the PG variables, and the POSTGRES_ variables of the Docker image. */
export const dotenv: Source = {
  name: 'dotenv',
  files: ['.env.development.local', '.env.local', '.env.development', '.env'],
  read({ text }, variable) {
    const own = parseEnv(text);
    const value = (name: string): string | undefined => {
      const said = own[name];
      return said === undefined ? undefined : (filled(said, (other) => own[other] ?? variable(other)) ?? undefined);
    };
    const names = Object.keys(own).toSorted((a, b) => Number(b === 'DATABASE_URL') - Number(a === 'DATABASE_URL'));
    const urls = names.flatMap((name): Found[] => {
      const url = postgresUrl(value(name) ?? '');
      return url === null ? [] : [{ url, entry: name }];
    });
    return [...urls, ...pieces(value, PG), ...pieces(value, DOCKER)];
  },
};

interface Names {
  /** Without it nothing is said; it names the place. */
  readonly needed: string;
  readonly parts: Readonly<Record<string, string>>;
}

const PG: Names = {
  needed: 'PGHOST',
  parts: {
    host: 'PGHOST',
    port: 'PGPORT',
    user: 'PGUSER',
    password: 'PGPASSWORD',
    database: 'PGDATABASE',
    sslmode: 'PGSSLMODE',
  },
};

const DOCKER: Names = {
  needed: 'POSTGRES_DB',
  parts: {
    host: 'POSTGRES_HOST',
    port: 'POSTGRES_PORT',
    user: 'POSTGRES_USER',
    password: 'POSTGRES_PASSWORD',
    database: 'POSTGRES_DB',
  },
};

function pieces(value: (name: string) => string | undefined, { needed, parts }: Names): Found[] {
  if (value(needed) === undefined) return [];
  return [
    { url: urlOf(Object.fromEntries(Object.entries(parts).map(([part, name]) => [part, value(name)]))), entry: needed },
  ];
}
