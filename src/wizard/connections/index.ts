import { alembic } from './alembic.ts';
import { django } from './django.ts';
import { dotenv } from './dotenv.ts';
import { drizzle } from './drizzle.ts';
import { gomigrate } from './gomigrate.ts';
import { knex } from './knex.ts';
import { laravel } from './laravel.ts';
import { prisma } from './prisma.ts';
import { rails } from './rails.ts';
import { sequelize } from './sequelize.ts';
import type { Source } from './source.ts';
import { spring } from './spring.ts';

/** Every place where a connection is looked for, in the order in which they are shown. */
export const sources: readonly Source[] = [
  dotenv,
  prisma,
  drizzle,
  knex,
  sequelize,
  rails,
  laravel,
  django,
  alembic,
  spring,
  gomigrate,
];
