import { createHash } from 'node:crypto';
import { missingPackage } from '../project.ts';
import type { Tool } from '../tool.ts';

export const tool: Tool = {
  name: 'graphile-migrate',
  format: 'graphile-migrate',
  directory: 'migrations/committed',
  own: /\bgraphile_migrate\b/,
  missing: () => missingPackage('graphile-migrate'),
  prepare({ write }, migration) {
    const hash = createHash('sha1').update(`${migration}\n`).digest('hex');
    write('.gmrc', '{ "placeholders": { ":VISITOR": "!ENV" } }\n');
    write('migrations/current.sql', '-- Enter migration here\n');
    write('migrations/committed/000001.sql', `--! Previous: -\n--! Hash: sha1:${hash}\n\n${migration}\n`);
  },
  next: ({ npx, url }) => npx('graphile-migrate', ['migrate'], { DATABASE_URL: url, VISITOR: 'nobody' }),
};
