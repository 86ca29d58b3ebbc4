import { activerecord } from './activerecord.ts';
import { django } from './django.ts';
import { drizzle } from './drizzle.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { mikroorm } from './mikroorm.ts';
import { ecto } from './ecto.ts';
import { eloquent } from './eloquent.ts';
import { gorm } from './gorm.ts';
import { jpa } from './jpa.ts';
import { pgx } from './pgx.ts';
import { sqlc } from './sqlc.ts';
import { prisma } from './prisma.ts';
import { sequelize } from './sequelize.ts';
import { sqlalchemy } from './sqlalchemy.ts';
import type { Stack } from './stack.ts';
import { typeorm } from './typeorm.ts';

export type { FoundModel, Repo, Snippet, Stack } from './stack.ts';

/** Every ORM and query layer that notes can be written in; of two that a repository has the first wins. */
export const stacks: readonly Stack[] = [
  prisma,
  drizzle,
  typeorm,
  mikroorm,
  sequelize,
  kysely,
  knex,
  django,
  sqlalchemy,
  activerecord,
  gorm,
  sqlc,
  pgx,
  jpa,
  ecto,
  eloquent,
];
