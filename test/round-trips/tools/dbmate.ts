import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const dbmate = ({ npx, url }: Project, command: string): Promise<string> =>
  npx('dbmate', ['--no-dump-schema', command], { DATABASE_URL: `${url}?sslmode=disable` });

export const tool: Tool = {
  name: 'dbmate',
  format: 'dbmate',
  directory: 'db/migrations',
  own: /\bschema_migrations\b/,
  missing: () => missingPackage('dbmate'),
  prepare: ({ write }, migration) =>
    write(
      'db/migrations/20250101000000_create_parcels.sql',
      `-- migrate:up\n${migration}\n\n-- migrate:down\nDROP TABLE parcels;\n`,
    ),
  next: (project) => dbmate(project, 'migrate'),
  back: (project) => dbmate(project, 'rollback'),
};
