import { render } from '../../sql/render.ts';
import {
  clause,
  concatenate,
  ident,
  integer,
  list,
  literal,
  nothing,
  qualified,
  type Sql,
  verbatim,
} from '../../sql/value.ts';
import type { FunctionUser, PolicyUser, TableObject, User, ViewIndex, ViewUser } from '../../types.ts';
import { renameInIndex } from '../../sql/rename/index.ts';
import { lockBudget } from '../blocks.ts';
import type { Part } from '../context.ts';
import { exactly, grantColumns, holders, option, role } from '../mirror/rights.ts';
import { STATE } from '../triggers.ts';
import { says } from './with.ts';

type Dropped = Exclude<User, { kind: 'other' | 'generated' | 'publication' }>;

const isDropped = (user: User): user is Dropped => !['other', 'generated', 'publication'].includes(user.kind);

/** What `--with` drops by a statement of its own, in an order that RESTRICT allows. */
export const droppedUsers = (users: readonly User[]): Dropped[] =>
  users.filter(isDropped).filter(({ kind }) => kind !== 'foreign-key');

/** The statement that drops it, after a fresh budget for the lock that it takes. */
export const takeAway = (user: Dropped): Sql[] => [lockBudget(), dropOf(user)];

function dropOf(user: Dropped): Sql {
  switch (user.kind) {
    case 'view':
      return render(user.materialized ? 'drop-materialized-view' : 'drop-view', { view: qualified(user) });
    case 'function':
      return render('drop-routine', {
        kind: routine(user),
        function: qualified(user),
        arguments: verbatim(user.arguments),
      });
    case 'policy':
      return render('drop-policy', { policy: ident(user.name), table: qualified(user.table) });
    case 'trigger':
      return render('drop-trigger', { trigger: ident(user.name), table: qualified(user.table) });
    case 'rule':
      return render('drop-rule', { rule: ident(user.name), table: qualified(user.table) });
    case 'statistics':
      return render('drop-statistics', { statistics: qualified(user) });
    case 'foreign-key':
      return render('drop-constraint', { table: qualified(user.table), constraint: ident(user.name) });
  }
}

/** Makes it again as it was. */
export function makeAgain(user: Dropped): Part {
  return { title: `${says(user).replace(/^./, (first) => first.toUpperCase())}, as it was.`, sql: createOf(user) };
}

function createOf(user: Dropped): Sql[] {
  switch (user.kind) {
    case 'view':
      return view(user);
    case 'function':
      return routineAgain(user);
    case 'policy':
      return policy(user);
    case 'trigger':
    case 'rule':
      return tableObject(user, user.kind);
    case 'statistics':
      return [
        statement(user.definition),
        render('set-owner', { kind: verbatim('STATISTICS'), name: qualified(user), owner: ident(user.owner) }),
        ...(user.target === null
          ? []
          : [render('set-statistics-target', { statistics: qualified(user), target: integer(user.target) })]),
        ...commentOn('STATISTICS', qualified(user), user.comment),
      ];
    case 'foreign-key':
      return [
        render('add-constraint', {
          table: qualified(user.table),
          constraint: ident(user.name),
          definition: verbatim(user.definition),
        }),
        ...commentOnPart('CONSTRAINT', user, user.comment),
      ];
  }
}

const statement = (definition: string): Sql => render('definition', { definition: verbatim(definition) });

const commentOn = (kind: string, name: Sql, comment: string | null): Sql[] =>
  comment === null ? [] : [render('comment-on', { kind: verbatim(kind), name, text: literal(comment) })];

const commentOnPart = (kind: string, { name, table }: Pick<TableObject, 'name' | 'table'>, comment: string | null) =>
  comment === null
    ? []
    : [
        render('comment-on-table-object', {
          kind: verbatim(kind),
          name: ident(name),
          table: qualified(table),
          text: literal(comment),
        }),
      ];

/** A trigger or a rule, with its state and comment. */
export function tableObject(object: TableObject, kind: 'trigger' | 'rule'): Sql[] {
  const state = STATE[object.enabled];
  const table = qualified(object.table);
  const set =
    state === null
      ? []
      : kind === 'trigger'
        ? [render('set-trigger-state', { table, trigger: ident(object.name), state: verbatim(state) })]
        : [render('set-rule-state', { table, rule: ident(object.name), state: verbatim(state) })];
  return [
    statement(object.definition.replace(/;$/, '')),
    ...set,
    ...commentOnPart(kind === 'trigger' ? 'TRIGGER' : 'RULE', object, object.comment),
  ];
}

const clauseOf = (keyword: string, name: string | null): Sql => clause(keyword, name === null ? null : ident(name));

function view(user: ViewUser): Sql[] {
  const name = qualified(user);
  return [
    render('create-view-as', {
      kind: verbatim(user.materialized ? 'MATERIALIZED VIEW' : 'VIEW'),
      view: name,
      method: clauseOf('USING', user.materialized ? user.method : null),
      options: user.options.length === 0 ? nothing : verbatim(` WITH (${list(user.options.map(verbatim)).text})`),
      tablespace: clauseOf('TABLESPACE', user.tablespace),
      query: verbatim(user.definition),
      data: user.populated ? nothing : verbatim('\nWITH NO DATA'),
    }),
    render('set-owner', {
      kind: verbatim(user.materialized ? 'MATERIALIZED VIEW' : 'VIEW'),
      name,
      owner: ident(user.owner),
    }),
    ...exactly(user, user.grants, user.defaultGrantees),
    ...commentOn(user.materialized ? 'MATERIALIZED VIEW' : 'VIEW', name, user.comment),
    ...user.columns.flatMap((column) => viewColumn(user, column)),
    ...user.rules.flatMap((rule) => tableObject(rule, 'rule')),
    ...user.triggers.flatMap((trigger) => tableObject(trigger, 'trigger')),
    ...user.indexes.flatMap((index) => viewIndex(user, index)),
  ];
}

function viewColumn(user: ViewUser, column: ViewUser['columns'][number]): Sql[] {
  const target = { table: qualified(user), column: ident(column.name) };
  return [
    ...(column.comment === null ? [] : [render('comment-on-column', { ...target, text: literal(column.comment) })]),
    ...grantColumns(user, column.name, column.grants),
    ...(column.default === null
      ? []
      : [
          render('set-view-default', {
            view: qualified(user),
            column: ident(column.name),
            default: verbatim(column.default),
          }),
        ]),
    ...(column.statisticsTarget === null
      ? []
      : [render('set-statistics', { ...target, target: integer(column.statisticsTarget) })]),
  ];
}

function viewIndex(user: ViewUser, index: ViewIndex): Sql[] {
  const definition = renameInIndex(index.definition, user, new Map(), {
    name: index.name,
    concurrently: false,
    ifNotExists: false,
    tablespace: index.tablespace,
  });
  return [
    statement(definition),
    ...index.statistics.map(({ position, target }) =>
      render('set-index-statistics', {
        index: qualified(index),
        position: integer(position),
        target: integer(target),
      }),
    ),
    ...commentOn('INDEX', qualified(index), index.comment),
    ...(index.clustered ? [render('cluster-on', { table: qualified(user), index: ident(index.name) })] : []),
  ];
}

const routine = ({ prokind }: FunctionUser): Sql =>
  verbatim(prokind === 'p' ? 'PROCEDURE' : prokind === 'a' ? 'AGGREGATE' : 'FUNCTION');

function routineAgain(user: FunctionUser): Sql[] {
  const target = {
    kind: routine(user),
    function: concatenate([qualified(user), '(', verbatim(user.arguments), ')']),
  };
  const all = holders(user.grants, [...user.defaultGrantees, 'PUBLIC']);
  return [
    statement((user.definition ?? '').trimEnd()),
    render('set-owner', { kind: target.kind, name: target.function, owner: ident(user.owner) }),
    render('revoke-routine', { ...target, grantees: list(all.map(role)) }),
    ...user.grants.map(({ grantee, grantable }) =>
      render('grant-routine', { ...target, grantee: role(grantee), option: option(grantable) }),
    ),
    ...commentOn(target.kind.text, target.function, user.comment),
  ];
}

const part = (keyword: string, expression: string | null): Sql =>
  expression === null ? nothing : verbatim(`\n  ${keyword} (${expression})`);

function policy(user: PolicyUser): Sql[] {
  return [
    render('create-policy', {
      policy: ident(user.name),
      table: qualified(user.table),
      permissive: verbatim(user.permissive ? 'PERMISSIVE' : 'RESTRICTIVE'),
      command: verbatim(user.command),
      roles: list(user.roles.map(role)),
      using: part('USING', user.using),
      check: part('WITH CHECK', user.check),
    }),
    ...commentOnPart('POLICY', user, user.comment),
  ];
}
