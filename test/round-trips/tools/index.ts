import type { Tool } from '../tool.ts';
import { tool as alembic } from './alembic.ts';
import { tool as dbmate } from './dbmate.ts';
import { tool as django } from './django.ts';
import { tool as drizzle } from './drizzle.ts';
import { tool as graphileMigrate } from './graphile-migrate.ts';
import { tool as knex } from './knex.ts';
import { tool as kysely } from './kysely.ts';
import { tool as laravel } from './laravel.ts';
import { tool as liquibase } from './liquibase.ts';
import { tool as mikroOrm } from './mikro-orm.ts';
import { tool as nodePgMigrate } from './node-pg-migrate.ts';
import { tool as postgrator } from './postgrator.ts';
import { tool as prisma } from './prisma.ts';
import { tool as rails } from './rails.ts';
import { tool as sequelize } from './sequelize.ts';
import { tool as sqitch } from './sqitch.ts';
import { tool as sqlMigrate } from './sql-migrate.ts';
import { tool as supabase } from './supabase.ts';
import { tool as typeorm } from './typeorm.ts';
import { tool as umzug } from './umzug.ts';
import { tool as yoyo } from './yoyo.ts';

/** Every tool that takes our files through its own commands. */
export const tools: readonly Tool[] = [
  alembic,
  dbmate,
  django,
  drizzle,
  graphileMigrate,
  knex,
  kysely,
  laravel,
  liquibase,
  mikroOrm,
  nodePgMigrate,
  postgrator,
  prisma,
  rails,
  sequelize,
  sqitch,
  sqlMigrate,
  supabase,
  typeorm,
  umzug,
  yoyo,
];
