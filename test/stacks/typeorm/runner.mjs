// Runs the snippets of one version with a DataSource of TypeORM.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, serve, snippets, symlink, url } from '../javascript.mjs';

symlink();
const require = createRequire(join(folder, 'runner.cjs'));
require('reflect-metadata');
const { DataSource } = require('typeorm');
const [entity, queries] = snippets('ts');
const entities = Object.values(await load('entity', entity));
const source = new DataSource({ type: 'postgres', url, entities, synchronize: false, logging: false });
await source.initialize();
await serve(await load('queries', queries), source);
