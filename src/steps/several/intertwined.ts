import { Refusal, UserError } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Change, Table } from '../../types.ts';
import type { Draft } from '../draft.ts';

/**
 * Each change is planned by itself, from the table as it is now. That is right as long as none of them takes a column
 * away, or puts another in its place, that another one uses or that shares an index or the like with what the other replaces.
 * @throws Refusal or UserError that says which two have to be planned one after the other.
 */
export function refuseIntertwined(parts: readonly Draft[]): void {
  for (const [at, part] of parts.entries()) {
    refuseAlone(part);
    for (const other of parts.slice(at + 1)) {
      if (other.catalog.table.oid !== part.catalog.table.oid) continue;
      refuseTwice(part, other);
      refuseReplaced(part, other);
      refuseReplaced(other, part);
      refuseShared(part, other);
    }
  }
}

const IN_TURN = 'Plan them one after the other: the second when the first has run to its end.';

/** What takes the whole table, or another shape of deploys, leaves nothing for others. */
function refuseAlone(part: Draft): void {
  const { change, catalog, target } = part;
  const says = qualified(catalog.table).text;
  // Only what takes a table away asks who uses it.
  const whole = target.newName !== undefined || (catalog.target === 'table' && catalog.users !== undefined);
  if (whole)
    throw new UserError(`${change.kind} takes ${says} as a whole, so it cannot be one of several changes.`, {
      hint: 'Make a plan for it alone.',
    });
  if (part.holes !== undefined || part.code.some(({ writes }) => writes.length > 1))
    throw new UserError('Of several changes each needs its column twice, kept equal by a trigger.', {
      hint: 'Leave --strategy view, --sync app and --short out.',
    });
}

function refuseTwice(part: Draft, other: Draft): void {
  if (JSON.stringify(part.change) !== JSON.stringify(other.change)) return;
  throw new UserError(`${part.change.kind} of the same is asked for twice.`, { hint: 'Leave one of them out.' });
}

/** Columns that stand twice until contract, or go. */
function replaced({ target, change, catalog }: Draft): string[] {
  const twice = target.columns.map(({ old }) => old);
  // Only what takes a column away, or its type, asks who uses it.
  return catalog.users === undefined ? twice : [...twice, ...namedIn(change, catalog.table)];
}

function refuseReplaced(part: Draft, other: Draft): void {
  const uses = namedIn(other.change, other.catalog.table);
  const column = replaced(part).find((name) => uses.includes(name));
  if (column === undefined) return;
  throw new Refusal(
    'intertwined',
    `${part.change.kind} puts something else in the place of ${ident(column).text}, which ${other.change.kind} is about, too.`,
    `${IN_TURN} Another type and another name for one column are one change: plan change-type table.column type --into new_name`,
  );
}

/** Each of the two would make it anew for its own column, and drop the other's. */
function refuseShared(part: Draft, other: Draft): void {
  const [ours, theirs] = [replaced(part), replaced(other)];
  const { table } = part.catalog;
  const shared = dependents(table).find(
    ({ columns }) => columns.some((name) => ours.includes(name)) && columns.some((name) => theirs.includes(name)),
  );
  if (shared === undefined) return;
  const names = [...ours, ...theirs].map((name) => ident(name).text).join(' and ');
  throw new Refusal('intertwined', `${shared.says} of ${qualified(table).text} hangs on ${names}.`, IN_TURN);
}

interface Dependent {
  readonly says: string;
  readonly columns: readonly string[];
}

function dependents({ family, ...own }: Table): Dependent[] {
  return [own, ...family].flatMap((table) => [
    ...table.indexes.map(({ name, columns }) => ({ says: `The index ${ident(name).text}`, columns })),
    // A foreign key within the table is given to the one and then to the other.
    ...table.constraints
      .filter(({ type }) => type !== 'f')
      .map(({ name, columns }) => ({ says: `The constraint ${ident(name).text}`, columns })),
    ...table.triggers.map(({ name, columns }) => ({ says: `The trigger ${ident(name).text}`, columns })),
    ...table.policies.map(({ name, columns }) => ({ says: `The policy ${ident(name).text}`, columns })),
    ...table.rules.map(({ name, columns }) => ({ says: `The rule ${ident(name).text}`, columns })),
    ...table.statistics.map(({ name, columns }) => ({ says: `The statistics object ${ident(name).text}`, columns })),
    ...table.views.map((view) => ({ says: `The view ${qualified(view).text}`, columns: view.columns })),
  ]);
}

/** The columns that a change names: by themselves, in an expression, by an index or by a constraint. */
function namedIn(change: Change, table: Table): string[] {
  const names = Object.entries(change)
    .filter(([field]) => field !== 'kind')
    .map(([, value]) => value)

    .flatMap(wordsIn)
    .flatMap((word) => [word, ...namesIn(word)]);
  return [
    ...table.columns.map(({ name }) => name).filter((name) => names.includes(name)),
    ...[...table.indexes, ...table.constraints]
      .filter(({ name }) => names.includes(name))
      .flatMap(({ columns }) => columns),
  ];
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}

const NAMES = /"((?:[^"]|"")+)"|[\p{L}_][\p{L}\d_$]*/gu;

/** Every name in a word, whatever it is part of: rather one too many. */
const namesIn = (word: string): string[] =>
  [...word.matchAll(NAMES)].flatMap(([whole, quoted]) =>
    quoted === undefined ? [whole.toLowerCase(), whole] : [quoted.replaceAll('""', '"')],
  );
