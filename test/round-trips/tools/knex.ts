import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const knex = ({ npx }: Project, command: string): Promise<string> => npx('knex', [command]);

export const tool: Tool = {
  name: 'knex',
  format: 'knex',
  directory: 'migrations',
  own: /\bknex_migrations/,
  missing: () => missingPackage('knex'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "type": "module", "dependencies": { "knex": "3.3.0" } }\n');
    write('knexfile.js', `export default { client: 'pg', connection: '${url}' };\n`);
    write(
      'migrations/20250101000000_create_parcels.js',
      `export const up = (knex) => knex.raw(\`${migration}\`);\nexport const down = (knex) => knex.schema.dropTable('parcels');\n`,
    );
  },
  next: (project) => knex(project, 'migrate:up'),
  all: (project) => knex(project, 'migrate:latest'),
  back: (project) => knex(project, 'migrate:down'),
};
