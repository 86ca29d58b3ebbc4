import type { Target } from '../types.ts';
import type { Context } from './context.ts';

/** What the plan is about, for whoever reads it. */
export const targetOf = ({ table, pairs }: Context): Target => ({
  schema: table.schema,
  name: table.name,
  columns: pairs.map(({ old, name }) => ({
    old: old.name,
    new: name,
    type: old.type,
    notNull: old.notNull,
    default: old.default?.expression ?? null,
  })),
});
