// Runs the snippets of one version with Sequelize.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, serve, snippets, symlink, url } from '../javascript.mjs';

symlink();
const require = createRequire(join(folder, 'runner.cjs'));
const { Sequelize } = require('sequelize');
const [model, queries] = snippets('ts');
const { define } = await load('model', model);
await serve(await load('queries', queries), define(new Sequelize(url, { logging: false })));
