import { cut, MAX_BYTES } from './names.ts';

/** `table_column_label` as PostgreSQL's makeObjectName cuts it: from the longer of the first two; a primary key's has no column. */
export function objectName(table: string, column: string | null, label: string): string {
  let [first, second] = [Buffer.byteLength(table), Buffer.byteLength(column ?? '')];
  const room = MAX_BYTES - Buffer.byteLength(label) - (column === null ? 1 : 2);
  while (first + second > room) {
    if (first > second) first -= 1;
    else second -= 1;
  }
  return [cut(table, first), ...(column === null ? [] : [cut(column, second)]), label].join('_');
}

/** The name that PostgreSQL itself would choose (ChooseConstraintName, ChooseRelationName): the first that is free. */
export function chosenName(table: string, column: string | null, label: string, taken: readonly string[]): string {
  const used = new Set(taken);
  for (let pass = 0; ; pass += 1) {
    const name = objectName(table, column, pass === 0 ? label : `${label}${pass}`);
    if (!used.has(name)) return name;
  }
}
