import { ident, qualified } from '../../sql/value.ts';
import type { Finding } from '../../types.ts';
import { type Context, type Pair, touches } from '../context.ts';
import { keepsName } from '../pair.ts';
import { viewsOf } from './views.ts';

const finding = (level: Finding['level'], id: string, title: string, detail: string, deploy: number): Finding => ({
  id,
  level,
  title,
  detail,
  deploy,
});

/** What a person must know of a change of type, besides what every second column brings along. */
export const typeFindings = (context: Context, pair: Pair): Finding[] => [
  ...cachedPlans(pair),
  ...upserts(context, pair),
  ...remade(context),
  ...compiled(context),
  ...zones(context, pair),
  ...mustConvert(context, pair),
];

/** Trap 21: the type of a result must not change under a named statement. */
function cachedPlans(pair: Pair): Finding[] {
  const [name, to] = [ident(pair.old.name).text, pair.converts?.type.type ?? ''];
  if (!keepsName(pair)) return [];
  return [
    finding(
      'warning',
      'cached-plan',
      'Named prepared statements fail at contract',
      `Each one that returns ${name} fails on its connection with "cached plan must not change result type" until it is prepared again: recycle the pool, or ship ${name}::${to} before contract.`,
      3,
    ),
  ];
}

function remade(context: Context): Finding[] {
  const names = viewsOf(context).map((view) => qualified(view).text);
  if (names.length === 0) return [];
  return [
    finding(
      'note',
      'views',
      'Views are made anew',
      `${names.join(', ')}: contract drops and creates them in its transaction, with owner, privileges, comments and options as they were when this plan was made.`,
      3,
    ),
  ];
}

function mustConvert({ table, catalog }: Context, { old, converts }: Pair): Finding[] {
  if (converts === undefined || converts.lossless === null) return [];
  const sample = catalog.converting?.sample;
  const name = ident(old.name).text;
  return [
    finding(
      'warning',
      'must-convert',
      'Values that do not convert are refused',
      `From the end of backfill on ${qualified(table).text} refuses a ${name} that does not become ${converts.type.type}.`,
      1,
    ),
    ...(sample === undefined || sample.whole || sample.rows === 0
      ? []
      : [
          finding(
            'note',
            'sampled',
            'Some rows were tried, not all',
            `${String(sample.rows)} rows convert. Ask again with --deep to try every row, which reads the whole table; the backfill does so before its first batch.`,
            1,
          ),
        ]),
  ];
}

/** Trap 23. */
function upserts({ table, ...context }: Context, { old }: Pair): Finding[] {
  const unique = table.indexes.filter((index) => index.unique && touches({ table, ...context }, index.columns));
  if (unique.length === 0) return [];
  return [
    finding(
      'note',
      'second-unique-index',
      'ON CONFLICT while two unique indexes are there',
      `From backfill to contract a second unique index stands beside ${unique.map((index) => ident(index.name).text).join(', ')}. INSERTs of one ${ident(old.name).text} queue for each other, so that ON CONFLICT raises no 23505 from it; do not leave contract waiting for long.`,
      1,
    ),
  ];
}

/** Trap 21. */
function compiled({ catalog }: Context): Finding[] {
  const routines = catalog.converting?.routines ?? [];
  const foreign = routines.filter(({ owned }) => !owned);
  if (routines.length === 0) return [];
  const names = (list: typeof routines): string => list.map(({ name }) => qualified(name).text).join(', ');
  return [
    finding(
      'note',
      'compiled',
      'PL/pgSQL is compiled again',
      `${names(routines)}: contract makes every connection compile them for the new type. A call that waits inside one of them for contract's lock may fail once (42804); variables and parameters that are declared with the old type stay so: change them before values need the new one.`,
      3,
    ),
    ...(foreign.length === 0
      ? []
      : [
          finding(
            'warning',
            'compiled-foreign',
            'PL/pgSQL of other roles',
            `${names(foreign)}: the role that made this plan may not alter them. Connections that have called them may fail with 42804 until they reconnect, unless their owners run ALTER FUNCTION ... COST with the cost that they have.`,
            3,
          ),
        ]),
  ];
}

function zones({ table }: Context, { old, converts }: Pair): Finding[] {
  const types = [old.baseType.name, converts?.type.baseType.name ?? ''];
  if (converts === undefined || types.filter((type) => type === 'timestamptz').length !== 1) return [];
  if (converts.functions.length > 0) return [];
  return [
    finding(
      'warning',
      'time-zone',
      'Times are read as UTC',
      `${ident(old.name).text} of ${qualified(table).text} is converted AT TIME ZONE 'UTC'. If its values were written in another zone, say so: --using "${ident(old.name).text} AT TIME ZONE 'Europe/Berlin'".`,
      1,
    ),
  ];
}
