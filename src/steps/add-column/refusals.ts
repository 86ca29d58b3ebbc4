import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Context } from '../context.ts';
import { refuseTable } from '../table-refusals.ts';
import type { Wanted } from './wanted.ts';

/** Throws Refusal for what PostgreSQL cannot do without a rewrite or with the rows that are there. */
export function refuse(context: Context, wanted: Wanted): void {
  const { table, catalog } = context;
  const says = `${qualified(table).text}.${ident(wanted.name).text}`;
  refuseTable(context, says);
  if (table.isPartition)
    throw new Refusal(
      'partition',
      `${says} would be a column of a partition alone, and partitions have the columns of their table.`,
      `Add it to ${table.parents.map((parent) => qualified(parent).text).join(', ')}.`,
    );
  const inTheWay = table.family.find(({ columns }) => columns.some(({ name }) => name === wanted.name));
  if (inTheWay !== undefined)
    throw new Refusal(
      'column-of-child',
      `${qualified(inTheWay).text} inherits from ${qualified(table).text} and has a column ${ident(wanted.name).text} of its own.`,
      'Choose another name, or rename that column first.',
    );
  for (const check of [values, type, generated]) check(context, wanted, says);
  if (wanted.unique && table.kind === 'p')
    throw new Refusal(
      'partition-key',
      `${says} cannot be unique by itself: a unique key of a partitioned table holds its partition key too.`,
      'Add it without --unique.',
    );
  if (wanted.sequence === 'identity' && table.family.length > 0 && catalog.server.major < 17)
    throw new Refusal(
      'identity-family',
      `Before PostgreSQL 17 an identity of ${qualified(table).text} is not one of its partitions or children: rows that are written to them get none.`,
      'Use serial: its default is that of all of them.',
    );
}

type Check = (context: Context, wanted: Wanted, says: string) => void;

const values: Check = (_, wanted, says) => {
  if (wanted.notNull && wanted.default === null && wanted.sequence === null && wanted.generated === null)
    throw new Refusal(
      'no-value',
      `${says} cannot be NOT NULL without a value for the rows that are there, and code that runs now gives it none.`,
      'Add --default; or leave --not-null out, ship code that writes the column, and then: plan set-not-null.',
    );
  if (wanted.notNull && wanted.default?.sql.toUpperCase() === 'NULL')
    throw new Refusal('no-value', `${says} cannot be NOT NULL with the default NULL.`, 'Give it another default.');
  if (wanted.unique && wanted.default !== null && wanted.default.volatility !== 'volatile')
    throw new Refusal(
      'same-value',
      `${says} cannot be unique: every row would get ${wanted.default.sql}.`,
      'Leave --default out, or use one that gives each row a value of its own.',
    );
};

const type: Check = (_, { type: { type: name, baseType, domainChecked, domainNotNull, typeDefault } }, says) => {
  if (domainChecked || domainNotNull)
    throw new Refusal(
      'constrained-domain',
      `${says} of the domain ${name}, which has constraints, makes PostgreSQL rewrite the table under ACCESS EXCLUSIVE, even where every row is NULL, and to turn a column into one later does so too.`,
      `Use the type of the domain (${baseType.name}), and say its conditions with --check and --not-null.`,
    );
  if (typeDefault)
    throw new Refusal(
      'domain-default',
      `${says} is of the domain ${name}, which has a default of its own that rows would get in one rewrite when it is volatile.`,
      `Use the type of the domain (${baseType.name}), with --default.`,
    );
};

const generated: Check = ({ catalog }, wanted, says) => {
  if (wanted.generated === null) return;
  if (catalog.server.major < 18)
    throw new Refusal(
      'stored-generated',
      `${says} would be a stored generated column, and PostgreSQL adds one only by rewriting the table under ACCESS EXCLUSIVE.`,
      'Use PostgreSQL 18, whose virtual generated columns take a moment; or add a plain column, and a trigger of your own that fills it BEFORE INSERT OR UPDATE.',
    );
  if (wanted.generated.volatility !== 'immutable')
    throw new Refusal(
      'not-immutable',
      `${says} cannot be generated from ${wanted.generated.sql}: it calls something that is not IMMUTABLE.`,
      'Use a --default, or an expression that depends on the row alone.',
    );
};
