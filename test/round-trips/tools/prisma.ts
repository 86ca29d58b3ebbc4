import { missingPackage } from '../project.ts';
import type { Tool } from '../tool.ts';

// The engine that is a library for this machine cannot be had from npm: this is the one of WASM, with the driver of node-postgres. The
// driver's own executeScript cuts at every semicolon; the native engine sends a file whole, so this one does too.
const settings = (url: string): string => `
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { defineConfig } from 'prisma/config';

const connectionString = '${url}';

const whole = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

class Whole extends PrismaPg {
  async connect() {
    return Object.assign(await super.connect(), { executeScript: whole });
  }
  async connectToShadowDb() {
    return Object.assign(await super.connectToShadowDb(), { executeScript: whole });
  }
}

export default defineConfig({
  experimental: { adapter: true },
  engine: 'js',
  schema: 'prisma/schema.prisma',
  adapter: async () => new Whole({ connectionString }),
});
`;

export const tool: Tool = {
  name: 'prisma',
  format: 'prisma',
  directory: 'prisma/migrations',
  own: /\b_prisma_migrations/,
  missing: () => missingPackage('prisma'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "devDependencies": { "prisma": "6.19.3" } }\n');
    write('prisma.config.ts', settings(url));
    write(
      'prisma/schema.prisma',
      'generator client {\n  provider = "prisma-client-js"\n}\n\ndatasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n',
    );
    write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
    write('prisma/migrations/20250101000000_create_parcels/migration.sql', `${migration}\n`);
  },
  next: ({ npx, url }) =>
    npx('prisma', ['migrate', 'deploy'], {
      DATABASE_URL: url,
      CHECKPOINT_DISABLE: '1',
      PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
    }),
};
