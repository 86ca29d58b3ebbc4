import { missingPackage } from '../project.ts';
import type { Tool } from '../tool.ts';

export const tool: Tool = {
  name: 'drizzle',
  format: 'drizzle',
  directory: 'drizzle',
  own: /\bdrizzle\b/,
  missing: () => missingPackage('drizzle-kit'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "devDependencies": { "drizzle-kit": "0.31.11" } }\n');
    write(
      'drizzle.config.json',
      JSON.stringify({ dialect: 'postgresql', schema: './schema.ts', out: './drizzle', dbCredentials: { url } }),
    );
    write('drizzle/0000_create_parcels.sql', migration.replaceAll(';\n', ';\n--> statement-breakpoint\n'));
    const entries = [{ idx: 0, version: '7', when: 1_735_689_600_000, tag: '0000_create_parcels', breakpoints: true }];
    write('drizzle/meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries }, null, 2));
  },
  next: ({ npx }) => npx('drizzle-kit', ['migrate']),
};
