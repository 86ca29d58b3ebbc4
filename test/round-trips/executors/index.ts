import type { Tool } from '../tool.ts';
import { tool as atlas } from './atlas.ts';
import { tool as diesel } from './diesel.ts';
import { tool as flyway } from './flyway.ts';
import { gomigrate, tool as golangMigrate } from './golang-migrate.ts';
import { tool as goose } from './goose.ts';
import { tool as hasura } from './hasura.ts';
import { tool as refinery } from './refinery.ts';
import { tool as sqlx } from './sqlx.ts';

/** Tools that no registry of ours has: test code sends what they would send. */
export const executors: readonly Tool[] = [
  atlas,
  diesel,
  flyway,
  golangMigrate,
  gomigrate,
  goose,
  hasura,
  refinery,
  sqlx,
];
