import type { CreateTableAsStmt, RefreshMatViewStmt, ViewStmt } from 'libpg-query';
import { union, unchanged, type Rules } from './rule.ts';
import { locking, relationsRead, relationText, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** Views, materialized views and CREATE TABLE AS. */
export const viewRules: Rules = {
  ViewStmt: (node: ViewStmt, state: SchemaState) => {
    const name = relationText(node.view);
    const reads = relationsRead(node.query);
    // A view that is new is seen by nobody yet; whether it is there decides the server, so it is taken to be.
    const replaced = node.replace === true ? [name] : [];
    return {
      facts: union([locking(reads, 'ACCESS SHARE'), locking(replaced, 'ACCESS EXCLUSIVE')]),
      state: {
        ...state,
        views: [...state.views.filter((view) => view.name !== name), { name, reads }],
        made: node.replace === true ? state.made : [...state.made, name],
      },
    };
  },
  CreateTableAsStmt: (node: CreateTableAsStmt, state: SchemaState) => {
    const reads = relationsRead(node.query);
    const name = relationText(node.into?.rel);
    const facts = locking(reads, 'ACCESS SHARE', { scans: node.into?.skipData !== true });
    return {
      facts,
      state: { ...state, views: node.objtype === 'OBJECT_MATVIEW' ? [...state.views, { name, reads }] : state.views },
    };
  },
  RefreshMatViewStmt: (node: RefreshMatViewStmt, state: SchemaState) => {
    const name = relationText(node.relation);
    const view = state.views.find((known) => known.name === name);
    if (view === undefined) throw new FactsUnknown(`REFRESH of ${name}, a view that is not known`);
    const more = { scans: node.skipData !== true, rewrites: true };
    return unchanged(
      state,
      union([
        locking(view.reads, 'ACCESS SHARE'),
        locking([name], node.concurrent ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE', more),
      ]),
    );
  },
};
