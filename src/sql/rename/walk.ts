import type { Scope } from './scope.ts';
import { columnVisitors } from './columns.ts';
import { dmlVisitors } from './dml.ts';
import { selectVisitors } from './select.ts';

/** Goes on through whatever lies below a node. */
export type Walk = (value: unknown, scope: Scope) => void;

/** What to do at one type of node; it walks on by itself. The value is the node's own record, without its type's name around it. */
export type Visitors = Readonly<Record<string, (node: never, scope: Scope, walk: Walk) => void>>;

const visitors = new Map<string, (node: never, scope: Scope, walk: Walk) => void>(
  [columnVisitors, selectVisitors, dmlVisitors].flatMap((family) => Object.entries(family)),
);

/** Renames the column in place wherever the tree means it. Nodes without a visitor are walked through. */
export const walk: Walk = (value, scope) => {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, scope);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const visit = visitors.get(key);
    if (visit === undefined) walk(child, scope);
    else visit(child as never, scope, walk);
  }
};
