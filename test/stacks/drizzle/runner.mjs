// Runs the snippets of one version with Drizzle on a pool of pg.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, serve, snippets, symlink, url } from '../javascript.mjs';

symlink();
const require = createRequire(join(folder, 'runner.cjs'));
const { drizzle } = require('drizzle-orm/node-postgres');
const { Pool } = require('pg');
const [schema, queries] = snippets('ts');
await load('schema', schema);
await serve(await load('queries', queries), drizzle(new Pool({ connectionString: url })));
