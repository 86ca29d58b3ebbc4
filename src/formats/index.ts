import { alembic } from './alembic.ts';
import { atlas } from './atlas.ts';
import { dbmate } from './dbmate.ts';
import { diesel } from './diesel.ts';
import { django } from './django.ts';
import { drizzle } from './drizzle.ts';
import { ecto } from './ecto.ts';
import { flyway } from './flyway.ts';
import type { Format } from './format.ts';
import { golangMigrate } from './golang-migrate.ts';
import { gomigrate } from './gomigrate.ts';
import { goose } from './goose.ts';
import { graphileMigrate } from './graphile-migrate.ts';
import { hasura } from './hasura.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { laravel } from './laravel.ts';
import { liquibase } from './liquibase.ts';
import { mikroOrm } from './mikro-orm.ts';
import { nodePgMigrate } from './node-pg-migrate.ts';
import { plain } from './plain.ts';
import { postgrator } from './postgrator.ts';
import { prisma } from './prisma.ts';
import { rails } from './rails.ts';
import { refinery } from './refinery.ts';
import { sequelize } from './sequelize.ts';
import { sqitch } from './sqitch.ts';
import { sqlMigrate } from './sql-migrate.ts';
import { sqlx } from './sqlx.ts';
import { supabase } from './supabase.ts';
import { typeorm } from './typeorm.ts';
import { umzug } from './umzug.ts';
import { yoyo } from './yoyo.ts';

export type { Capabilities, Evidence, Format, History, MigrationFile, Naming, Repo } from './format.ts';

/** Every migration tool that can be written for, in the order of their names. */
export const formats: readonly Format[] = [
  alembic,
  atlas,
  dbmate,
  diesel,
  django,
  drizzle,
  ecto,
  flyway,
  golangMigrate,
  gomigrate,
  goose,
  graphileMigrate,
  hasura,
  knex,
  kysely,
  laravel,
  liquibase,
  mikroOrm,
  nodePgMigrate,
  plain,
  postgrator,
  prisma,
  rails,
  refinery,
  sequelize,
  sqitch,
  sqlMigrate,
  sqlx,
  supabase,
  typeorm,
  umzug,
  yoyo,
];
