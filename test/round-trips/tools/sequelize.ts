import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const cli = ({ npx }: Project, ...args: readonly string[]): Promise<string> => npx('sequelize-cli', args);

export const tool: Tool = {
  name: 'sequelize',
  format: 'sequelize',
  directory: 'migrations',
  own: /\bSequelizeMeta/,
  missing: () => missingPackage('sequelize-cli'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "dependencies": { "sequelize": "6.37.8" } }\n');
    write('config/config.json', JSON.stringify({ development: { url, dialect: 'postgres' } }));
    write(
      'migrations/20250101000000-create-parcels.js',
      `'use strict';
module.exports = {
  up: (queryInterface) => queryInterface.sequelize.query(\`${migration}\`),
  down: (queryInterface) => queryInterface.dropTable('parcels'),
};
`,
    );
  },
  async next(project) {
    const done = await project.versions('SELECT name AS version FROM "SequelizeMeta"');
    const pending = project.list('migrations').find((name) => !done.includes(name));
    return await cli(project, 'db:migrate', ...(pending === undefined ? [] : ['--to', pending]));
  },
  all: (project) => cli(project, 'db:migrate'),
  back: (project) => cli(project, 'db:migrate:undo'),
};
