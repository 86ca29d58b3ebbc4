// Runs the snippets of one version with MikroORM; each question has an EntityManager of its own, as each request has.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, serve, snippets, symlink, url } from '../javascript.mjs';

symlink();
const require = createRequire(join(folder, 'runner.cjs'));
require('reflect-metadata');
const { MikroORM } = require('@mikro-orm/postgresql');
const [entity, queries] = snippets('ts');
const entities = Object.values(await load('entity', entity));
const orm = await MikroORM.init({
  clientUrl: url,
  entities,
  ensureDatabase: false,
  discovery: { warnWhenNoEntities: false },
});
await serve(await load('queries', queries), () => orm.em.fork(), { as: { bigint: BigInt } });
