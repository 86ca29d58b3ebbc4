import type { Node } from 'libpg-query';
import { bodyStatements } from './plpgsql.ts';
import { parseStatements } from './parse.ts';

/** What statements make, change or drop, by bare names. */
export interface Touched {
  readonly columns: ReadonlySet<string>;
  /** Everything that is no column: indexes, constraints, triggers, functions, views, tables, sequences, policies and the like. */
  readonly names: ReadonlySet<string>;
}

/** What some statements touch, those inside of DO blocks included. Throws UserError for text that does not parse. */
export function touchedBy(statements: readonly string[]): Touched {
  const columns = new Set<string>();
  const names = new Set<string>();
  const visit = (sql: string): void => {
    for (const { node, text } of parseStatements(sql)) {
      if ('DoStmt' in node) for (const inner of bodyStatements(text)) visit(inner.sql);
      else note(node, columns, names);
    }
  };
  for (const sql of statements) visit(sql);
  columns.delete('');
  names.delete('');
  return { columns, names };
}

/** Where the name of what a statement makes or changes stands in its tree. */
const NAMED: Readonly<Record<string, (statement: Record<string, unknown>) => readonly unknown[]>> = {
  IndexStmt: ({ idxname }) => [idxname],
  CreateTrigStmt: ({ trigname }) => [trigname],
  CreateFunctionStmt: ({ funcname }) => [last(funcname)],
  ViewStmt: ({ view }) => [relation(view)],
  CreateStmt: ({ relation: made }) => [relation(made)],
  CreateTableAsStmt: ({ into }) => [relation(property(into, 'rel'))],
  CreateSeqStmt: ({ sequence }) => [relation(sequence)],
  AlterSeqStmt: ({ sequence }) => [relation(sequence)],
  CreateStatsStmt: ({ defnames }) => [last(defnames)],
  CreatePolicyStmt: ({ policy_name: name }) => [name],
  AlterPolicyStmt: ({ policy_name: name }) => [name],
  RuleStmt: ({ rulename }) => [rulename],
  CreatePublicationStmt: ({ pubname }) => [pubname],
  AlterPublicationStmt: ({ pubname }) => [pubname],
  AlterObjectSchemaStmt: ({ relation: moved }) => [relation(moved)],
  DropStmt: ({ objects }) => (Array.isArray(objects) ? objects.map(last) : []),
};

function note(node: Node, columns: Set<string>, names: Set<string>): void {
  const [[type, value] = ['', {}]] = Object.entries(node) as [string, Record<string, unknown>][];
  if (type === 'AlterTableStmt') return noteCommands(value['cmds'], columns, names);
  if (type === 'RenameStmt') {
    const into = value['renameType'] === 'OBJECT_COLUMN' ? columns : names;
    for (const name of [value['subname'] ?? relation(value['relation']), value['newname']]) add(into, name);
    return;
  }
  for (const name of NAMED[type]?.(value) ?? []) add(names, name);
}

function noteCommands(commands: unknown, columns: Set<string>, names: Set<string>): void {
  for (const each of Array.isArray(commands) ? (commands as unknown[]) : []) {
    const command = property(each, 'AlterTableCmd');
    const subtype = property(command, 'subtype');
    const ofConstraint = typeof subtype === 'string' && /Constraint|Trig|Cluster|ReplicaIdentity/.test(subtype);
    add(ofConstraint ? names : columns, property(command, 'name'));
    const definition = property(command, 'def');
    const column = property(definition, 'ColumnDef');
    add(columns, property(column, 'colname'));
    for (const made of [definition, ...listOf(property(column, 'constraints'))]) {
      const constraint = property(made, 'Constraint');
      add(names, property(constraint, 'conname'));
      // NOT NULL is a constraint that changes its column.
      if (property(constraint, 'contype') === 'CONSTR_NOTNULL')
        for (const key of listOf(property(constraint, 'keys'))) add(columns, last(key));
    }
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function add(into: Set<string>, name: unknown): void {
  if (typeof name === 'string') into.add(name);
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;

const relation = (range: unknown): unknown => property(range, 'relname');

/** The last part of a qualified name, in any of the forms that the parser gives it. */
function last(value: unknown): unknown {
  const items = property(property(value, 'List'), 'items') ?? property(property(value, 'ObjectWithArgs'), 'objname');
  const parts = Array.isArray(value) ? (value as unknown[]) : listOf(items);
  return property(property(parts.at(-1) ?? value, 'String'), 'sval');
}
