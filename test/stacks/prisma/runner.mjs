// Runs the snippets of one version with the client that Prisma generates from the model.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder, load, packages, serve, snippets, symlink, url } from '../javascript.mjs';

const head = `generator client {
  provider = "prisma-client-js"
  output   = "./client"
}

datasource db {
  provider = "postgresql"
}

`;

symlink();
writeFileSync(join(folder, 'schema.prisma'), head + snippets('prisma')[0]);
// `generate` compiles in WebAssembly and never starts the schema engine, which is all that it would download.
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
execFileSync(process.execPath, [join(packages, 'prisma/build/index.js'), 'generate', '--schema', 'schema.prisma'], {
  cwd: folder,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const require = createRequire(join(folder, 'runner.cjs'));
const { PrismaClient } = require('./client');
const { PrismaPg } = require('@prisma/adapter-pg');
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
await serve(await load('queries', snippets('ts')[0]), prisma, { as: { bigint: BigInt, integer: Number } });
