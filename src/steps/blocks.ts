import { render } from '../sql/render.ts';
import { body, comment, integer, list, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import { indent } from '../sql/indent.ts';
import type { LockMode, QualifiedName } from '../types.ts';
import type { Context, Part } from './context.ts';
import { Block, Guard } from './fragments.ts';

/** Tries before a lock is given up: about two minutes with the default timeout. */
const ATTEMPTS = 300;

/** A top-level `DO` of PL/pgSQL fragments; fragments may COMMIT between them. */
export function doBlock(fragments: readonly Sql[]): Block {
  const inside = indent(list(fragments, '\n\n'), 2);
  return new Block(render('do-block', { body: body(render('begin-end', { statements: inside }), 'plan') }), fragments);
}

/** One part as it stands inside a block: its reason as a comment, then its statements. */
export const partSql = (part: Part): Sql => list([comment([part.title]), ...part.sql], '\n');

/** Statements that run only when the condition holds. */
export const ifBlock = (condition: Sql, statements: readonly Sql[]): Sql =>
  render('if-block', { condition, statements: indent(list(statements, '\n'), 2) });

/** Stops the file with a NOTICE and without an error when there is nothing left to do. */
export const guardDone = (condition: Sql, message: string): Guard =>
  new Guard(render('guard-done', { condition, message: literal(message) }), 'done', condition);

/** Stops the file with one sentence, nothing changed. */
export const guardNotReady = (condition: Sql, message: string, hint: string): Guard =>
  new Guard(
    render('guard-not-ready', { condition, message: literal(message), hint: literal(hint) }),
    'not-ready',
    condition,
  );

/** Gives the next lock what is left of the attempt's budget: lock_timeout counts for each lock anew. */
export const lockBudget = (): Sql => render('lock-budget', {});

/** LOCK TABLE with what is left of the attempt's budget. */
export const lockTable = (table: QualifiedName, mode: LockMode): Sql =>
  list([lockBudget(), render('lock-table', { table: qualified(table), mode: verbatim(mode) })], '\n');

/**
 * The one retried block of a transaction: all locks in one fixed order within one budget, then the statements.
 * Gives up after `ATTEMPTS` with a sentence; nothing of the block has happened then.
 */
export function retried(
  context: Pick<Context, 'table' | 'options' | 'catalog'>,
  title: string,
  statements: readonly Sql[],
): Sql {
  const { table, options, catalog } = context;
  const allowed =
    catalog.server.major >= 15
      ? render('may-set-parameter', { parameter: literal('deadlock_timeout') })
      : render('is-superuser', {});
  const timeout = integer(options.lockTimeoutMs);
  const name = `${qualified(table).text}`;
  return render('retry', {
    title: comment([title]),
    timeout,
    attempts: integer(ATTEMPTS),
    cancelAutovacuum: indent(
      render('cancel-autovacuum', {
        allowed,
        deadlockTimeout: literal(`${Math.max(1, Math.floor(options.lockTimeoutMs * 0.4))}ms`),
      }),
      6,
    ),
    patience: indent(render('outlast-autovacuum', { timeout, allowed, table: literal(name) }), 6),
    statements: indent(list(statements, '\n'), 6),
    gaveUp: literal(`${name} stayed locked through ${ATTEMPTS} attempts; nothing was changed by this step`),
    hint: literal(
      'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.',
    ),
    busy: literal(`waiting for a lock on ${name}: another transaction holds it`),
  });
}
