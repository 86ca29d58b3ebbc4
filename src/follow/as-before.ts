import type { Touched } from '../sql/touched.ts';
import { ident } from '../sql/value.ts';
import type {
  Catalog,
  Column,
  Converting,
  DependentFunction,
  Index,
  Member,
  QualifiedName,
  Rule,
  Table,
  Users,
  View,
} from '../types.ts';
import { type Collection, reconciled } from './reconcile.ts';

/** What is known of a plan that has run in part. */
export interface UnderWay {
  readonly id: string;
  /** What its statements so far make, change and drop. */
  readonly touched: Touched;
}

const qualified = ({ schema, name }: QualifiedName): string => `${schema}.${name}`;

/**
 * The catalog as it would be had the plan never begun: `now` without what the plan has made, with what it has changed as it was `before`.
 * What others have added, changed or dropped since is in it. So the plan can be made again.
 */
export function asBefore(now: Catalog, before: Catalog, { id, touched: said }: UnderWay): Catalog {
  const touched = { ...said, names: new Set([...said.names, ...unsaid(now.table, before.table, said)]) };
  const plan: UnderWay = { id, touched };
  return {
    ...now,
    table: tableBefore(now.table, before.table, plan),
    others: now.others.map((other, at) => tableBefore(other, before.others[at], plan)),
    answers: {
      ...now.answers,
      ...(now.answers.constraintNames === undefined
        ? {}
        : { constraintNames: textsBefore(now.answers.constraintNames, before.answers.constraintNames ?? [], plan) }),
    },
    ...(now.users === undefined ? {} : { users: usersBefore(now.users, before.users, plan) }),
    ...(now.converting === undefined
      ? {}
      : { converting: convertingBefore(now.converting, before.converting ?? now.converting, plan) }),
  };
}

/**
 * Constraints of the plan whose names PostgreSQL chose: NOT NULL from 18 on, whether the plan has set it or dropped it, and those of
 * columns that the plan has made.
 */
function unsaid(now: Table, before: Table, { columns: touched }: Touched): string[] {
  const made = (column: string): boolean => touched.has(column) && !before.columns.some(({ name }) => name === column);
  const dropped = [before, ...before.family]
    .flatMap(({ constraints }) => constraints)
    .filter(({ type, columns, incoming }) => !incoming && type === 'n' && columns.every((name) => touched.has(name)));
  const added = [now, ...now.family]
    .flatMap(({ constraints }) => constraints)
    .filter(({ name, type, columns, incoming }) => {
      if (incoming || columns.length === 0 || before.constraints.some((each) => each.name === name)) return false;
      return columns.every((column) => made(column) || (type === 'n' && touched.has(column)));
    });
  return [...added, ...dropped].map(({ name }) => name);
}

function tableBefore(now: Table, before: Table | undefined, plan: UnderWay): Table {
  if (before === undefined) return now;
  const { touched } = plan;
  const named = <T extends { readonly name: string }>(
    key: (item: T) => string = ({ name }) => name,
  ): Collection<T> => ({
    key,
    own: ({ name }) => touched.names.has(name),
  });
  const added = now.columns.map(({ name }) => name).filter((name) => touched.columns.has(name) && lacks(before, name));
  // Where a view joins, PostgreSQL lists all columns of the table, the plan's own too.
  const defined = <T extends { readonly name: string; readonly definition: string }>(
    key: (item: T) => string,
  ): Collection<T> => ({
    ...named(key),
    same: (one, other) => one.definition === withoutAliases(other.definition, added),
  });
  const on = (item: { readonly name: string; readonly table: QualifiedName }): string =>
    `${qualified(item.table)} ${item.name}`;
  const texts = (all: readonly string[], known: readonly string[]): string[] =>
    all.filter((text) => known.includes(text) || !says(text, touched));
  return {
    ...now,
    family: reconciled<Member>(now.family, before.family, { key: qualified, own: () => false }).map((member) => ({
      ...member,
      ...tableBefore(
        member,
        before.family.find((each) => qualified(each) === qualified(member)),
        plan,
      ),
    })),
    columns: columnsBefore(now, before, touched),
    indexes: reconciled(now.indexes, before.indexes, named<Index>()).map((index) => ({
      ...index,
      dependents: texts(index.dependents, []),
    })),
    constraints: reconciled(
      now.constraints,
      before.constraints,
      named((each) => `${on(each)} ${String(each.incoming)}`),
    ),
    triggers: reconciled(now.triggers, before.triggers, named()),
    policies: reconciled(now.policies, before.policies, named(on)),
    rules: reconciled(now.rules, before.rules, defined<Rule>(on)),
    statistics: reconciled(now.statistics, before.statistics, named(qualified)),
    publications: reconciled(now.publications, before.publications, named()),
    views: reconciled(now.views, before.views, defined<View>(qualified)),
    functions: reconciled(
      now.functions,
      before.functions,
      defined<DependentFunction>((each) => `${qualified(each)}(${each.arguments})`),
    ),
    otherDependents: texts(now.otherDependents, before.otherDependents),
    rowTypeUsers: texts(now.rowTypeUsers, before.rowTypeUsers),
    helpers: now.helpers.filter(({ plan: id, name }) => id !== plan.id && !touched.names.has(name)),
    takenNames: textsBefore(now.takenNames, before.takenNames, plan),
  };
}

/** A definition without columns in its lists of names. */
function withoutAliases(definition: string, columns: readonly string[]): string {
  return columns.reduce(
    (text, column) => text.replaceAll(`, ${ident(column).text},`, ',').replaceAll(`, ${ident(column).text})`, ')'),
    definition,
  );
}

const lacks = ({ columns }: Table, column: string): boolean => !columns.some(({ name }) => name === column);

function columnsBefore(now: Table, before: Table, touched: Touched): Column[] {
  return reconciled(now.columns, before.columns, {
    key: ({ name }) => name,
    own: ({ name }) => touched.columns.has(name),
  }).toSorted((one, other) => one.attnum - other.attnum);
}

function usersBefore(now: Users, before: Users | undefined, { touched }: UnderWay): Users {
  const own = ({ name }: { readonly name: string }): boolean => touched.names.has(name);
  return {
    ...now,
    list: now.list.filter((user) => !own(user) || before?.list.some(({ name }) => name === user.name) === true),
    archives: now.archives.filter((archive) => !own(archive)),
  };
}

function convertingBefore(now: Converting, before: Converting, { touched }: UnderWay): Converting {
  const named = { key: qualified, own: ({ name }: QualifiedName) => touched.names.has(name) };
  return {
    ...now,
    views: reconciled(now.views, before.views, named),
    sequences: reconciled(now.sequences, before.sequences, named),
    routines: reconciled(now.routines, before.routines, {
      key: ({ name, arguments: args }) => `${qualified(name)}(${args})`,
      own: ({ name }) => touched.names.has(name.name),
    }),
  };
}

function textsBefore(now: readonly string[], before: readonly string[], { touched }: UnderWay): string[] {
  return reconciled(now, before, { key: (text) => text, own: (text) => touched.names.has(text) });
}

/** A description by pg_describe_object that names something of the plan's own. */
function says(text: string, { names }: Touched): boolean {
  return [...names].some((name) => text.includes(name));
}
