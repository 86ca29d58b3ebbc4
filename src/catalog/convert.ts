import type { DependentFunction, Helper, Trigger } from '../types.ts';

export type TriggerRow = Omit<Trigger, 'arguments'> & { readonly argumentBytes: string };
export type FunctionRow = Omit<DependentFunction, 'mentions'> & { readonly source: string };
export interface HelperRow {
  readonly kind: string;
  readonly name: string;
  readonly comment: string;
}

/** Takes pg_trigger.tgargs apart: each argument ends with a zero byte. */
export function trigger({ argumentBytes, ...row }: TriggerRow): Trigger {
  const text = Buffer.from(argumentBytes, 'hex').toString('utf8');
  return { ...row, arguments: text.split('\0').slice(0, -1) };
}

/** Keeps of a string body the lines that mention one of the names; line 1 is what follows the opening quote, as in PL/pgSQL. */
export function dependentFunction({ source, ...row }: FunctionRow, names: readonly string[]): DependentFunction {
  if (row.body === 'atomic') return { ...row, mentions: [] };
  const words = names.map(wholeWord);
  const lines = source.split('\n').map((text, index) => ({ line: index + 1, text: text.trim() }));
  return { ...row, mentions: lines.filter(({ text }) => words.some((word) => word.test(text))) };
}

const SIGNED = /^expand-contract: (.+) of plan (\S+)/;

/** Reads `expand-contract: <kind> of plan <id>`; a comment that was cut short still counts, under the object's own kind. */
export function helper({ kind, name, comment }: HelperRow): Helper {
  const [, says = kind, plan = 'unknown'] = SIGNED.exec(comment) ?? [];
  return { kind: says, name, plan };
}

// The same rule as queries/functions.ts: a name that needs no quotes may be written in any case.
function wholeWord(column: string): RegExp {
  const name = column
    .replaceAll('"', '""')
    .replace(/[^\p{L}\p{N}_]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
  const flags = /^[a-z_][a-z0-9_]*$/.test(column) ? 'iu' : 'u';
  return new RegExp(`(?<![\\p{L}\\p{N}_$])${name}(?![\\p{L}\\p{N}_$])`, flags);
}
