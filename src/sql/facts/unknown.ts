import { UserError } from '../../errors.ts';

/** What a statement locks, scans or destroys is not known. It is not guessed. */
export class FactsUnknown extends UserError {
  constructor(what: string) {
    super(`FactsUnknown: no rule for ${what}`, { hint: 'add a rule under src/sql/facts, with a server that shows it' });
  }
}
