/**
 * The data that flows through `plan`, one way: Change + Catalog -> Plan -> files.
 * Everything here is plain data (JSON in, JSON out); nothing has methods.
 */
export type * from './types/names.ts';
export type * from './types/catalog.ts';
export type * from './types/asked.ts';
export type * from './types/server.ts';
export type * from './types/table.ts';
export type * from './types/objects.ts';
export type * from './types/users.ts';
export type * from './types/statement.ts';
export type * from './types/plan.ts';
export type * from './types/code.ts';
export type * from './types/strategy.ts';
export type * from './types/scan.ts';
export type * from './types/options.ts';
export type * from './types/files.ts';
