/**
 * A case is a folder of data, test/changes/<kind>/<case>/:
 *
 *   schema.sql    the database before (and its rows)
 *   change.json   the values of the kind's fields, with "kind", and "options" when not the defaults
 *   naive.sql     the twin, when it is more than the plain statement of the kind
 *   old.sql       code that must work until contract        new.sql   code that must work from the end of backfill
 *   expect.json   { since, until, refusal, says, attention, keeps }
 *
 * With "like": another case, change.json takes all files but expect.json from there, to plan the same in another way.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { fromPg } from '../../src/catalog/client.ts';
import type { Question } from '../../src/catalog/question.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { kinds } from '../../src/changes/index.ts';
import type { Wish } from '../../src/changes/kind.ts';
import { gather, planAll } from '../../src/planning.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { Catalog, Plan, PlanOptions } from '../../src/types.ts';

export interface Expectation {
  /** The versions on which the case makes sense. */
  readonly since?: number;
  readonly until?: number;
  /** The reason of a Refusal. */
  readonly refusal?: string;
  /** A regular expression that the refusal's sentence matches. */
  readonly says?: string;
  /** The change loses rows for good, so no down file brings them back. */
  readonly lost?: boolean;
  /** Ids of findings that must be among the plan's attention. */
  readonly attention?: readonly string[];
  /** Rows that the plan filled stay filled when its down files take it back. */
  readonly keeps?: true;
}

export interface Case {
  readonly name: string;
  readonly kind: string;
  readonly schema: string;
  readonly change: Readonly<Record<string, unknown>>;
  readonly options: Partial<PlanOptions>;
  readonly naive: string | null;
  readonly old: string | null;
  readonly new: string | null;
  readonly expect: Expectation;
}

/** What change.json holds. */
interface Stated {
  readonly like?: string;
  readonly options?: Partial<PlanOptions>;
  readonly [field: string]: unknown;
}

const root = join(import.meta.dirname, '../changes');

/** The folders of cases: one a kind, and one for several changes at once. */
export const caseKinds: readonly string[] = [...kinds.map(({ name }) => name), 'several'];

/** The cases of a kind, by name. Throws when a folder lacks its schema or its change. */
export function casesOf(kind: string): Case[] {
  const folders = readdirSync(join(root, kind), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((entry) => readCase(kind, entry.name)).toSorted((a, b) => a.name.localeCompare(b.name));
}

function readCase(kind: string, name: string): Case {
  const own = join(root, kind, name);
  const { like, ...stated } = JSON.parse(readFileSync(join(own, 'change.json'), 'utf8')) as Stated;
  const from = like === undefined ? own : join(root, kind, like);
  const text = (file: string, folder = from): string => readFileSync(join(folder, file), 'utf8');
  const optional = (file: string, folder = from): string | null =>
    existsSync(join(folder, file)) ? text(file, folder) : null;
  const model = JSON.parse(text('change.json')) as Stated;
  const { options, ...change } = { ...model, ...stated, options: { ...model.options, ...stated.options } };
  const expect = JSON.parse(optional('expect.json', own) ?? '{}') as Expectation;
  return {
    name,
    kind,
    schema: text('schema.sql'),
    change,
    options,
    naive: optional('naive.sql'),
    old: optional('old.sql'),
    new: optional('new.sql'),
    expect,
  };
}

/** Whether a case makes sense on a major version. */
export function appliesTo({ expect: { since = 14, until = 99 } }: Case, major: number): boolean {
  return since <= major && major <= until;
}

/** The changes of a case: several under `changes`, else the one. Throws when a kind is not registered. */
export function wishesOf({ change }: Case): Wish[] {
  const stated = Array.isArray(change['changes']) ? (change['changes'] as Case['change'][]) : [change];
  return stated.map(({ kind: name, ...values }) => {
    const kind = kinds.find((each) => each.name === name);
    if (kind === undefined) throw new Error(`no kind of change is called ${String(name)}`);
    return { kind, values };
  });
}

/** Reads the catalog and plans the case. Throws Refusal like the kind. */
export async function planCase(each: Case, client: pg.Client): Promise<Plan> {
  return planFrom(each, async (question) => (await readCatalog(fromPg(client), question, (right) => right)).catalog);
}

/** Plans the case with the facts that `read` gives. Throws Refusal like the kind. */
export async function planFrom(each: Case, read: (question: Question) => Promise<Catalog>): Promise<Plan> {
  await loadSql();
  const options: PlanOptions = {
    sync: 'trigger',
    short: false,
    lockTimeoutMs: 50,
    maxRuntimeSeconds: null,
    acknowledge: [],
    trackWriters: false,
    strategy: 'column',
    renameDependents: false,
    command: `plan ${each.kind}`,
    ...each.options,
  };
  const asked = await gather(wishesOf(each), async (wishes, changes) => {
    const catalogs: Catalog[] = [];
    for (const [at, { kind }] of wishes.entries()) catalogs.push(await read(kind.asks(changes[at] ?? { kind: '' })));
    return catalogs;
  });
  return await planAll(asked, options);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The naive statements that end in the same schema. */
export function twinOf(each: Case, { target }: Plan): string {
  if (each.naive !== null) return each.naive;
  const table = `${quoted(target.schema)}.${quoted(target.name)}`;
  if (each.kind !== 'rename') throw new Error(`the case ${each.name} has no naive.sql`);
  if (target.newName !== undefined) return `ALTER TABLE ${table} RENAME TO ${quoted(target.newName)}`;
  return target.columns
    .map((column) => `ALTER TABLE ${table} RENAME COLUMN ${quoted(column.old)} TO ${quoted(column.new)}`)
    .join(';\n');
}
