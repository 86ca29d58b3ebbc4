import { parseExpression } from './parse.ts';

/** The names of the columns that an expression refers to; `*` for a whole row. */
export function columnsNamed(expression: string): string[] {
  return [...new Set(namesIn(parseExpression(expression)))];
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === 'ColumnRef' ? [lastName(child)] : namesIn(child)));
}

function lastName(ref: unknown): string {
  const fields: unknown = typeof ref === 'object' && ref !== null && 'fields' in ref ? ref.fields : [];
  const last: unknown = Array.isArray(fields) ? fields.at(-1) : undefined;
  if (typeof last !== 'object' || last === null || !('String' in last)) return '*';
  const { String: text } = last as { String: { sval?: string } };
  return text.sval ?? '';
}
