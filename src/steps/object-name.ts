/** Bytes of a name in PostgreSQL (NAMEDATALEN - 1). */
const MAX_BYTES = 63;

/** The first bytes of a text, no character cut in two. */
function clipped(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

/** `table_column_label` as PostgreSQL's makeObjectName cuts it: from the longer of the first two. */
export function objectName(table: string, column: string, label: string): string {
  let [first, second] = [Buffer.byteLength(table), Buffer.byteLength(column)];
  const room = MAX_BYTES - Buffer.byteLength(label) - 2;
  while (first + second > room) {
    if (first > second) first -= 1;
    else second -= 1;
  }
  return `${clipped(table, first)}_${clipped(column, second)}_${label}`;
}

/** The name that PostgreSQL itself would choose (ChooseConstraintName, ChooseRelationName): the first that is free. */
export function chosenName(table: string, column: string, label: string, taken: readonly string[]): string {
  const used = new Set(taken);
  for (let pass = 0; ; pass += 1) {
    const name = objectName(table, column, pass === 0 ? label : `${label}${pass}`);
    if (!used.has(name)) return name;
  }
}
