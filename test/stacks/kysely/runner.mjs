// Runs the snippets of one version with Kysely on a pool of pg.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, serve, snippets, symlink, url } from '../javascript.mjs';

symlink();
const require = createRequire(join(folder, 'runner.cjs'));
const { Kysely, PostgresDialect } = require('kysely');
const { Pool } = require('pg');
const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) });
await serve(await load('queries', snippets('ts')[1]), db);
