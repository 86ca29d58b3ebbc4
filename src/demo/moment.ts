import type { Code } from './code.ts';
import type { Comparison, Ledger } from './ledger.ts';

/** What the database answered to one code: how many writes it took, what the code read; or the error. */
export type Seen =
  | { readonly works: true; readonly writes: number; readonly read: Comparison }
  | { readonly works: false; readonly error: string };

/** One point at which both codes ran. */
export interface Moment {
  readonly title: string;
  readonly old: Seen;
  readonly new: Seen;
  /** Both codes got what the plan promises for this moment. */
  readonly asPromised: boolean;
}

/** What a moment promises to each code; `filling`: rows that nobody wrote may still be empty. */
export interface Promised {
  readonly old: 'works' | 'fails';
  readonly new: 'works' | 'fails' | 'filling';
}

export interface Pair {
  readonly old: Code;
  readonly new: Code;
  readonly ledger: Ledger;
}

/** Lets the old code write, then the new one, then lets both read every row and compares it with the ledger. */
export async function moment(title: string, pair: Pair, promised: Promised): Promise<Moment> {
  const writes = { old: await wrote(pair.old, pair.ledger), new: await wrote(pair.new, pair.ledger) };
  const seen = {
    old: await sees(pair.old, pair.ledger, writes.old),
    new: await sees(pair.new, pair.ledger, writes.new),
  };
  return { title, ...seen, asPromised: keeps(seen.old, promised.old) && keeps(seen.new, promised.new) };
}

async function wrote(code: Code, ledger: Ledger): Promise<number | Error> {
  const before = ledger.writes[code.version];
  const failed = await code.write(ledger).then(() => null, asError);
  return failed ?? ledger.writes[code.version] - before;
}

async function sees(code: Code, ledger: Ledger, writes: number | Error): Promise<Seen> {
  const found = await code.read().catch(asError);
  if (writes instanceof Error) return { works: false, error: writes.message };
  if (found instanceof Error) return { works: false, error: found.message };
  return { works: true, writes, read: ledger.compare(found) };
}

function keeps(seen: Seen, promised: Promised['new']): boolean {
  if (!seen.works) return promised === 'fails';
  return promised !== 'fails' && seen.read.wrong === 0 && (seen.read.empty === 0 || promised === 'filling');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
