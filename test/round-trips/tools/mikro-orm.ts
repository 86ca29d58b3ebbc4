import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ npx }: Project, command: string): Promise<string> => npx('tsx', ['migrate.ts', command]);

const settings = (url: string): string => `
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/postgresql';

export default defineConfig({
  clientUrl: '${url}',
  entities: [],
  discovery: { warnWhenNoEntities: false },
  extensions: [Migrator],
  migrations: { path: 'migrations', allOrNothing: false, snapshot: false },
});
`;

const script = `
import { MikroORM } from '@mikro-orm/postgresql';
import config from './mikro-orm.config.ts';

const orm = await MikroORM.init(config);
const migrator = orm.getMigrator();
const [next] = await migrator.getPendingMigrations();
const run = {
  up: () => (next === undefined ? [] : migrator.up({ migrations: [next.name] })),
  latest: () => migrator.up(),
  down: () => migrator.down(),
};
console.log(await run[process.argv[2] as keyof typeof run]());
await orm.close();
`;

export const tool: Tool = {
  name: 'mikro-orm',
  format: 'mikro-orm',
  directory: 'migrations',
  own: /\bmikro_orm_migrations/,
  missing: () => missingPackage('@mikro-orm/migrations'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "type": "module", "dependencies": { "@mikro-orm/core": "6.6.3" } }\n');
    write('mikro-orm.config.ts', settings(url));
    write('migrate.ts', script);
    write(
      'migrations/Migration20250101000000_create_parcels.ts',
      `import { Migration } from '@mikro-orm/migrations';
export class Migration20250101000000_create_parcels extends Migration {
  override async up(): Promise<void> {
    this.addSql(\`${migration}\`);
  }
  override async down(): Promise<void> {
    this.addSql('drop table parcels;');
  }
}
`,
    );
  },
  next: (project) => migrate(project, 'up'),
  all: (project) => migrate(project, 'latest'),
  back: (project) => migrate(project, 'down'),
};
