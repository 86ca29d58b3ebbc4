import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ npx, url }: Project, ...args: readonly string[]): Promise<string> =>
  npx('node-pg-migrate', args, { DATABASE_URL: url });

export const tool: Tool = {
  name: 'node-pg-migrate',
  format: 'node-pg-migrate',
  directory: 'migrations',
  own: /\bpgmigrations/,
  missing: () => missingPackage('node-pg-migrate'),
  prepare({ write }, migration) {
    write('package.json', '{ "dependencies": { "node-pg-migrate": "9.0.0" } }\n');
    write(
      'migrations/1735689600000_create-parcels.sql',
      `-- Up Migration\n${migration}\n\n-- Down Migration\nDROP TABLE parcels;\n`,
    );
  },
  next: (project) => migrate(project, 'up', '1'),
  all: (project) => migrate(project, 'up'),
  back: (project) => migrate(project, 'down', '1'),
};
