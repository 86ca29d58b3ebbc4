import type { Node } from 'libpg-query';
import type { Table } from '../types.ts';

/** The columns of a table that an expression over it names, each once, in the order of their first mention. */
export function columnsNamed(expression: Node, table: Pick<Table, 'columns'>): string[] {
  const named = new Set<string>();
  visit(expression, (key, value) => {
    if (key !== 'ColumnRef' || typeof value !== 'object' || value === null || !('fields' in value)) return;
    const field = Array.isArray(value.fields) ? (value.fields.at(-1) as Node | undefined) : undefined;
    const name = field !== undefined && 'String' in field ? (field.String.sval ?? '') : '';
    if (table.columns.some((column) => column.name === name)) named.add(name);
  });
  return [...named];
}

/** Whether an expression holds a query of its own. */
export function holdsQuery(expression: Node): boolean {
  let found = false;
  visit(expression, (key) => (found ||= key === 'SubLink'));
  return found;
}

/** CURRENT_DATE, CURRENT_USER and their like, which are functions without parentheses. */
export function valuesNamed(expression: Node): string[] {
  const named: string[] = [];
  visit(expression, (key, value) => {
    if (key !== 'SQLValueFunction' || typeof value !== 'object' || value === null || !('op' in value)) return;
    named.push(
      String(value.op)
        .replace(/^SVFOP_/, '')
        .replace(/_N$/, ''),
    );
  });
  return named;
}

function visit(value: unknown, each: (key: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    each(key, child);
    visit(child, each);
  }
}
