import type { Finding, OutputFile, Plan } from '../types.ts';
import { byPackage } from './evidence.ts';
import type { Capabilities, Format, Naming } from './format.ts';
import { notesEach } from './history.ts';
import { templateLiteral } from './literals.ts';
import { flavourOf, moduleFile } from './modules.ts';
import { nameAll, piecesOf, sqlOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'all',
  optOut: 'isTransactional() gives false, and allOrNothing: false in the settings',
  several: true,
  steps: true,
  down: 'section',
  staged: true,
};

const settings = ['', 'src/'].flatMap((folder) =>
  ['ts', 'js', 'mjs', 'cjs'].map((ending) => `${folder}mikro-orm.config.${ending}`),
);

const named = /^Migration(\d{14})(?:_(.*))?\.[cm]?[jt]s$/;

/** MikroORM: a class with up and down that lists its statements. */
export const mikroOrm: Format = {
  name: 'mikro-orm',
  title: 'MikroORM',
  url: 'https://mikro-orm.io/docs/migrations',
  directory: 'migrations',
  capabilities,
  runs: 'npx mikro-orm migration:up --only {name}',
  history: notesEach(
    { table: 'mikro_orm_migrations', query: 'SELECT name::text AS version FROM mikro_orm_migrations ORDER BY id' },
    ({ path }) => path.replace(/\.[^.]+$/, ''),
  ),
  findings: (files) => (files.some(({ transaction }) => !transaction) ? [oneByOne] : []),
  detect: (repo) =>
    byPackage(repo, {
      packages: /^@mikro-orm\/(?:core|migrations|postgresql)$/,
      settings,
      directory: /\bmigrations\s*:\s*\{[^}]*?\bpath(?:Ts)?\s*:\s*(?!["'`](?:\.\/)?(?:dist|build))/,
      fallback: 'migrations',
      folders: ['src/migrations', 'db/migrations', 'src/db/migrations', 'src/database/migrations'],
      names: named,
    }),
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles(
      { title: 'MikroORM', pattern: named, endings: /^(?!\.snapshot).*\.(?:[cm]?[jt]s|sql)$/ },
      naming,
    );
    const flavour = flavourOf(naming, settings);
    const names = {
      migrations,
      start: { style: 'stamp' },
      byName: true,
      path: (version: string, name: string) => `Migration${version}_${name}`,
      version: (file: string) => named.exec(file)?.[1],
    } as const;
    return nameAll(piecesOf(plan, naming, capabilities), naming, names).map((piece) => {
      const asIs = sqlOf(piece).some(mangled);
      return moduleFile(
        {
          ...flavour,
          name: 'mikro-orm',
          indent: 4,
          call: asIs ? send : list,
          values: ({ path }) => ({ className: path, asIs }),
        },
        piece,
      );
    });
  },
};

// addSql takes a question mark for a parameter unless a backslash is before it, and takes the backslash away: all of them, where
// SQL has some of its own. What it lists runs after what is sent at once, so it is one or the other in a file.
const list = (sql: string): string => `this.addSql(${templateLiteral(sql.replaceAll('?', String.raw`\?`))});`;
const send = (sql: string): string => `await this.sendAsIs(${templateLiteral(sql)});`;
const mangled = (sql: string): boolean => sql.includes(String.raw`\?`);

const oneByOne: Finding = {
  id: 'mikro-orm-all-or-nothing',
  level: 'warning',
  title: 'MikroORM would wait for itself',
  detail:
    'By default MikroORM runs all pending migrations in one transaction, and one that may not be in it on a second connection: that one then waits for the first. Set migrations: { allOrNothing: false } in mikro-orm.config before these files run.',
  deploy: 1,
};
