// Runs the snippets of one version with Knex.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, serve, snippets, symlink, url } from '../javascript.mjs';

symlink();
const knex = createRequire(join(folder, 'runner.cjs'))('knex');
const db = knex({ client: 'pg', connection: url });
await serve(await load('queries', snippets('ts')[0]), () => db);
