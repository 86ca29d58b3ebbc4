import { missingPackage } from '../project.ts';
import type { Tool } from '../tool.ts';

export const tool: Tool = {
  name: 'supabase',
  format: 'supabase',
  directory: 'supabase/migrations',
  own: /\bsupabase_migrations\b/,
  missing: () => missingPackage('supabase'),
  prepare({ write }, migration) {
    write('supabase/config.toml', 'project_id = "shop"\n');
    write('supabase/migrations/20250101000000_create_parcels.sql', `${migration}\n`);
  },
  next: ({ npx, url }) =>
    npx('supabase', ['migration', 'up', `--remote=${url}?sslmode=disable`, '--yes'], { DO_NOT_TRACK: '1' }),
};
