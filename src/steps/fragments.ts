import { Sql } from '../sql/value.ts';
import type { Pass } from './pass.ts';

/** A fragment that ends its block before anything has changed: in silence when all is done, or with the sentence that says what is missing. */
export class Guard extends Sql {
  readonly ends: 'done' | 'not-ready';
  readonly condition: Sql;

  constructor(sql: Sql, ends: Guard['ends'], condition: Sql) {
    super(sql.text, sql.quotedBreaks);
    this.ends = ends;
    this.condition = condition;
  }
}

/** The fragments of a whole pass over the rows, which several changes of one plan may share. */
export class PassFragment extends Sql {
  readonly pass: Pass;

  constructor(sql: Sql, pass: Pass) {
    super(sql.text, sql.quotedBreaks);
    this.pass = pass;
  }
}

/** A `DO` that still knows what it is made of. */
export class Block extends Sql {
  readonly fragments: readonly Sql[];

  constructor(sql: Sql, fragments: readonly Sql[]) {
    super(sql.text, sql.quotedBreaks);
    this.fragments = fragments;
  }
}

/** The guards that a block begins with. */
export function leadingGuards({ fragments }: Block): Guard[] {
  const end = fragments.findIndex((fragment) => !(fragment instanceof Guard));
  return fragments.slice(0, end < 0 ? fragments.length : end).filter((fragment) => fragment instanceof Guard);
}
