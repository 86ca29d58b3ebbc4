import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ run }: Project, ...args: readonly string[]): Promise<string> =>
  run(process.execPath, ['migrate.mjs', ...args]);

// As in umzug's own examples of raw SQL.
const script = (url: string): string => `
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Sequelize } from 'sequelize';
import { SequelizeStorage, Umzug } from 'umzug';

const sequelize = new Sequelize('${url}', { logging: false });
const text = (path) => readFileSync(path, 'utf8');

await new Umzug({
  migrations: {
    glob: 'migrations/*.sql',
    resolve: ({ name, path, context }) => ({
      name,
      path,
      up: () => context.query(text(path)),
      down: () => context.query(text(join(dirname(path), 'down', basename(path)))),
    }),
  },
  context: sequelize,
  storage: new SequelizeStorage({ sequelize }),
  logger: console,
}).runAsCLI();
await sequelize.close();
`;

export const tool: Tool = {
  name: 'umzug',
  format: 'umzug',
  directory: 'migrations',
  own: /\bSequelizeMeta/,
  missing: () => missingPackage('umzug'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "dependencies": { "umzug": "3.8.3" } }\n');
    write('migrate.mjs', script(url));
    write('migrations/2025.01.01T00.00.00.create-parcels.sql', `${migration}\n`);
    write('migrations/down/2025.01.01T00.00.00.create-parcels.sql', 'DROP TABLE parcels;\n');
  },
  next: (project) => migrate(project, 'up', '--step', '1'),
  all: (project) => migrate(project, 'up'),
  back: (project) => migrate(project, 'down'),
};
