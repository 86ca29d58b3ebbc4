import { alembic } from './alembic.ts';
import { dbmate } from './dbmate.ts';
import { django } from './django.ts';
import { drizzle } from './drizzle.ts';
import { flyway } from './flyway.ts';
import type { Format } from './format.ts';
import { golangMigrate } from './golang-migrate.ts';
import { gomigrate } from './gomigrate.ts';
import { goose } from './goose.ts';
import { graphileMigrate } from './graphile-migrate.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { mikroOrm } from './mikro-orm.ts';
import { nodePgMigrate } from './node-pg-migrate.ts';
import { plain } from './plain.ts';
import { postgrator } from './postgrator.ts';
import { prisma } from './prisma.ts';
import { rails } from './rails.ts';
import { sequelize } from './sequelize.ts';
import { supabase } from './supabase.ts';
import { typeorm } from './typeorm.ts';
import { umzug } from './umzug.ts';

export type { Capabilities, Evidence, Format, History, MigrationFile, Naming, Repo } from './format.ts';

/** Every migration tool that can be written for, in the order of their names. */
export const formats: readonly Format[] = [
  alembic,
  dbmate,
  django,
  drizzle,
  flyway,
  golangMigrate,
  gomigrate,
  goose,
  graphileMigrate,
  knex,
  kysely,
  mikroOrm,
  nodePgMigrate,
  plain,
  postgrator,
  prisma,
  rails,
  sequelize,
  supabase,
  typeorm,
  umzug,
];
