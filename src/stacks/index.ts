import { activerecord } from './activerecord.ts';
import { django } from './django.ts';
import { prisma } from './prisma.ts';
import type { Stack } from './stack.ts';

export type { FoundModel, Repo, Snippet, Stack } from './stack.ts';

/** Every ORM and query layer that notes can be written in; of two that a repository has the first wins. */
export const stacks: readonly Stack[] = [prisma, django, activerecord];
