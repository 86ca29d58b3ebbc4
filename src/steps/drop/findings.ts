import { ident, qualified } from '../../sql/value.ts';
import type { Finding } from '../../types.ts';
import type { Context } from '../context.ts';
import { rightNow, timeouts } from '../findings.ts';
import { madeFromDump } from '../from-dump.ts';
import { relaxes } from './relax.ts';
import { type Leaving, saysColumn } from './subject.ts';
import { says } from './with.ts';

type Find = (leaving: Leaving) => Finding[];

const finding = (
  level: Finding['level'],
  id: string,
  title: string,
  detail: string,
  deploy: number | null,
): Finding[] => [{ id, level, title, detail, deploy }];

/** Trap 6, the other way round. */
const selectStar: Find = (leaving) => {
  const { table } = leaving.context;
  const [on, name] = [qualified(table).text, ident(leaving.column.name).text];
  return [
    ...finding(
      'note',
      'select-star',
      'A prepared SELECT * or RETURNING * fails once',
      `After contract, connections that have prepared SELECT * or RETURNING * on ${on} get "cached plan must not change result type" until they prepare it again, and code that counts on the place of a column after ${name} (INSERT and COPY without a list, ROW(...)::${on}) reads or writes the wrong one: name the columns in deploy 1, or recycle the pool right after contract.${table.rowTypeFunctions.length > 0 ? ` Functions with the row type: ${table.rowTypeFunctions.join(', ')}.` : ''}`,
      2,
    ),
    ...(leaving.context.catalog.environment.logicalReplication
      ? finding(
          'warning',
          'subscribers',
          'Subscribers',
          `A subscriber goes on without ${name}: before contract drop its NOT NULL there, after contract drop the column.`,
          2,
        )
      : []),
  ];
};

/** What old code reads in rows of new code. */
const missing: Find = (leaving) => {
  const { column, relaxed } = leaving;
  if (!relaxes(relaxed)) return [];
  const name = ident(column.name).text;
  return finding(
    'warning',
    'null-for-old-code',
    `Old code may read NULL in ${name}`,
    `While both versions run, rows that new code inserts have no ${name}${relaxed.default ? ` (its default ${column.default?.expression ?? ''} would not be unique, so it goes)` : ''}. Old code that cannot take NULL there needs a default: ALTER TABLE ... ALTER COLUMN ${name} SET DEFAULT a value, then make this plan again.${relaxed.checks.length > 0 ? ` ${relaxed.checks.map(({ constraint }) => ident(constraint.name).text).join(', ')}: NULL passes from expand on.` : ''}`,
    1,
  );
};

/** What PostgreSQL drops with the column without a word, though it is about other columns as well. */
const shared: Find = (leaving) => {
  const { context, column } = leaving;
  const { table } = context;
  const several = [...new Set([column.name])];
  const touching = (columns: readonly string[]): boolean =>
    columns.length > 1 && several.some((name) => columns.includes(name));
  const constraints = table.constraints.filter((c) => !c.incoming && touching(c.columns) && c.type !== 'n');
  const indexes = table.indexes.filter((index) => touching(index.columns) && index.constraint === null);
  const all = [
    ...constraints.map((c) => `${ident(c.name).text} ${c.definition}`),
    ...indexes.map((index) => `${qualified(index).text} (${index.columns.join(', ')})`),
  ];
  if (all.length === 0) return [];
  return finding(
    'warning',
    'shared-with-other-columns',
    'Indexes and constraints of other columns go too',
    `${saysColumn(leaving)} is not their only column: ${all.join('; ')}. What must hold for the other columns needs an index or constraint of its own before deploy 2.`,
    2,
  );
};

/** Policies and triggers stand until contract, and what they do with a row without a value only they know. */
const untilContract: Find = ({ context, column, users }) => {
  const policies = users.filter((user) => user.kind === 'policy' && user.check !== null);
  const functions = context.table.functions.filter(({ triggerOnTarget }) => triggerOnTarget);
  const all = [...policies.map(says), ...functions.map((f) => `the trigger function ${f.schema}.${f.name}`)];
  if (all.length === 0) return [];
  return finding(
    'warning',
    'reads-new-rows',
    `What sees rows without ${ident(column.name).text}`,
    `${all.join(', ')}: until contract they look at rows of new code, which leave ${ident(column.name).text} out. Try an INSERT of new code before deploy 1.`,
    1,
  );
};

const along: Find = ({ users }) =>
  users.length === 0
    ? []
    : finding(
        'warning',
        'goes-along',
        'Contract drops more than the column',
        `${users.map(says).join(', ')}. Whoever uses one of them must have stopped before deploy 2, like code that names the column.`,
        2,
      );

const archive: Find = ({ context, archive: kept }) => {
  if (kept === null) return [];
  const changes = qualified(kept.changes).text;
  return [
    ...finding(
      'note',
      'archive',
      'The archive',
      `${qualified(kept.table).text} belongs to ${context.table.owner}, nobody else may read it, and rows without a value are not in it. It is yours to keep: the plan never drops it. Remember it when personal data must be erased.`,
      2,
    ),
    ...finding(
      'note',
      'tracked',
      'Writes between backfill and contract',
      `From the backfill file until contract, each write that changes ${ident(kept.column.name).text} or the key adds the key to ${changes}; TRUNCATE is not noted. Code of deploy 1 does not write it, so run both files one after the other.`,
      2,
    ),
  ];
};

const rowType: Find = ({ context: { table } }) =>
  table.rowTypeUsers.length === 0
    ? []
    : finding(
        'warning',
        'row-type',
        'Values of the row type',
        `${table.rowTypeUsers.join(', ')} hold rows of ${qualified(table).text}: the values of the column in them are not archived, and cannot be read after contract.`,
        2,
      );

/** Functions whose text names what goes, and that a person has read. */
export const acknowledgedFunctions = ({ table }: Context, name: string, deploy: number): Finding[] =>
  [table, ...table.family]
    .flatMap(({ functions }) => functions)
    .filter(({ body }) => body === 'string')
    .flatMap((f) =>
      finding(
        'warning',
        'function-body',
        `${f.schema}.${f.name} names ${name}`,
        `PostgreSQL does not look into a function's text: from contract on it fails. Give it another body before deploy ${String(deploy)} (${f.mentions.map((m) => `line ${m.line}: ${m.text.trim()}`).join('; ')}).`,
        deploy,
      ),
    );

const finds: readonly Find[] = [
  missing,
  selectStar,
  along,
  shared,
  untilContract,
  archive,
  rowType,
  ({ context, column }) => acknowledgedFunctions(context, ident(column.name).text, 2),
  ({ context }) => [...timeouts(context), ...rightNow(context), ...madeFromDump(context)],
];

/** What a person must know. */
export const columnFindings = (leaving: Leaving): Finding[] => finds.flatMap((find) => find(leaving));
