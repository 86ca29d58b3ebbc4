/** What statements do to a busy database, read from their trees in the light of the catalog as the plan has changed it so far. */
import type { Node } from 'libpg-query';
import { type ParsedStatement, parseStatements } from '../parse.ts';
import { alterTableRules } from './alter-table.ts';
import { commentRules } from './comment.ts';
import { dmlRules } from './dml.ts';
import { doBlock } from './do-block.ts';
import { dropRules } from './drop.ts';
import { unsafeAlone } from './held.ts';
import { indexRules } from './index-statements.ts';
import { lockRules } from './lock.ts';
import { objectRules } from './objects.ts';
import { renameRules } from './rename.ts';
import { union } from './rule.ts';
import type { Observation, SchemaState } from './state.ts';
import { tableRules } from './table-objects.ts';
import { FactsUnknown } from './unknown.ts';
import { viewRules } from './view.ts';

export { initialState, type Observation, type SchemaState } from './state.ts';
export { FactsUnknown } from './unknown.ts';

const rules = new Map<string, (node: never, state: SchemaState) => Observation>(
  [
    alterTableRules,
    commentRules,
    dmlRules,
    dropRules,
    indexRules,
    lockRules,
    objectRules,
    renameRules,
    tableRules,
    viewRules,
  ].flatMap((family) => Object.entries(family)),
);

// The same guards and settings stand in many blocks; nothing here changes a tree.
const trees = new Map<string, readonly ParsedStatement[]>();

function parsed(sql: string): readonly ParsedStatement[] {
  const known = trees.get(sql);
  if (known !== undefined) return known;
  const statements = parseStatements(sql);
  trees.set(sql, statements);
  return statements;
}

/**
 * The facts of one top-level text (normally one statement) and the state after it. Throws FactsUnknown for what has no rule and
 * UserError for what does not parse.
 */
export function observe(state: SchemaState, sql: string): Observation {
  const seen: Observation[] = [];
  let now = state;
  for (const { node, text } of parsed(sql)) {
    const next = 'DoStmt' in node ? doBlock(text, node, now, observe) : alone(text, observeNode(now, node));
    seen.push(next);
    now = next.state;
  }
  return {
    facts: union(seen.map(({ facts }) => facts)),
    state: now,
    unsafe: seen.flatMap(({ unsafe = [] }) => unsafe),
  };
}

function alone(sql: string, seen: Observation): Observation {
  const lock = unsafeAlone(seen.facts);
  return lock === undefined ? seen : { ...seen, unsafe: [{ sql, lock }] };
}

function observeNode(state: SchemaState, node: Node): Observation {
  const [[type, value]] = Object.entries(node) as [[string, never]];
  const rule = rules.get(type);
  if (rule === undefined) throw new FactsUnknown(type);
  return rule(value, state);
}
