import { alembic } from './alembic.ts';
import { dbmate } from './dbmate.ts';
import { django } from './django.ts';
import { flyway } from './flyway.ts';
import type { Format } from './format.ts';
import { golangMigrate } from './golang-migrate.ts';
import { gomigrate } from './gomigrate.ts';
import { goose } from './goose.ts';
import { knex } from './knex.ts';
import { plain } from './plain.ts';
import { prisma } from './prisma.ts';
import { rails } from './rails.ts';

export type { Capabilities, Evidence, Format, History, MigrationFile, Naming, Repo } from './format.ts';

/** Every migration tool that can be written for, in the order of their names. */
export const formats: readonly Format[] = [
  alembic,
  dbmate,
  django,
  flyway,
  golangMigrate,
  gomigrate,
  goose,
  knex,
  plain,
  prisma,
  rails,
];
