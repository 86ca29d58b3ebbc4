import { render } from '../../sql/render.ts';
import { ident, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, partSql, retried } from '../blocks.ts';
import { unhurried } from '../constraint-fragments.ts';
import type { Part } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { dropGuard } from '../guard-trigger.ts';
import { passFragment } from '../pass.ts';
import { and, columnExists, not } from '../state.ts';
import type { FillRule } from './fill-rule.ts';
import type { Subject } from './subject.ts';

const isNull = ({ column }: Subject): Sql => render('is-null', { value: ident(column.name) });

const columnMissing = ({ context: { table }, column, name, says }: Subject): Sql =>
  guardNotReady(
    not(columnExists(table, column.name)),
    `${says} has no column ${name}.`,
    'The schema has changed since the plan was made: make a new one.',
  );

/** Under one short lock; reads and rows that are there are not touched. */
export function expandStep(its: Subject, rule: FillRule): DraftStep {
  const { context, name, says, notNull } = its;
  return {
    id: 'fill-rule',
    title: `Fill ${name} of ${says} wherever it is written as NULL`,
    why: 'Code that still sends NULL must not fail when the column is NOT NULL, and the backfill must not run after its writes.',
    sql: [
      doBlock([
        columnMissing(its),
        guardDone(rule.there, `${says} has the fill rule of ${name} already: nothing to do.`),
        guardDone(notNull.done, `${name} of ${says} is NOT NULL already: contract has run, nothing to do.`),
        retried(context, 'The rule and its function in one transaction.', [
          lockFamily(context, 'SHARE ROW EXCLUSIVE'),
          partSql(rule.create),
        ]),
      ]),
    ],
  };
}

/** Nothing is attached before every row has a value. */
export function backfillStep(its: Subject): DraftStep {
  const { fill, notNull, name, says } = its;
  const title = `Prove that ${name} of ${says} has no NULL`;
  const why = 'A proof in the catalog spares SET NOT NULL to read every row while everybody waits.';
  return {
    id: 'fill',
    title: fill === null ? title : `Fill ${name} of ${says} and prove it`,
    why,
    rest: { title, why },
    sql: [
      doBlock([
        columnMissing(its),
        guardDone(notNull.proven, `${name} of ${says}: every row has a value, and it is proven. Nothing to do.`),
        ...(fill === null
          ? []
          : [
              guardNotReady(
                not(fill.rule.there),
                `${says} has no fill rule for ${name} yet.`,
                'Run the expand file first.',
              ),
              ...pass(its, fill),
            ]),
        ...noNullLeft(its),
        ...notNull.prove,
      ]),
    ],
  };
}

function pass(its: Subject, { value, rule }: NonNullable<Subject['fill']>): Sql[] {
  const { context, column, name, says } = its;
  const analyze: Part = {
    title: 'Its statistics have changed.',
    sql: [render('analyze', { table: qualified(context.table) })],
  };
  return [
    passFragment({
      context,
      title: `Fill ${name} of ${says} where it is NULL, in small transactions that may be stopped at any time.`,
      writes: [
        {
          column: column.name,
          value: render('parenthesized', { expression: verbatim(value.sql) }),
          pending: (at) => render('is-null', { value: at(column.name) }),
        },
      ],
      triggers: [rule.trigger],
      before: [],
      stop: nothing,
    }),
    unhurried(analyze),
  ];
}

/** Rows with NULL are counted, and said, before anything binds a write. */
function noNullLeft(its: Subject): Sql[] {
  const { context, fill, name, says } = its;
  const rows = `SELECT * FROM ${says} WHERE ${name} IS NULL;`;
  return [
    render('row-security-off', {}),
    render('none-found', {
      table: qualified(context.table),
      condition: isNull(its),
      before: literal(`${says}: `),
      after: literal(` rows have NULL in ${name}.`),
      hint: literal(
        fill === null
          ? `Nothing was changed. Look at them: ${rows} Fill or delete them, see that no code writes more of them, then run this file again; or make the plan with --fill.`
          : `For them ${fill.value.sql} gives NULL. Look at them: ${rows} Give them a value, then run this file again.`,
      ),
    }),
    // The scan's lock is not held while others are waited for.
    render('commit', {}),
  ];
}

/** Catalog changes alone. */
export function contractStep(its: Subject): DraftStep {
  const { context, fill, notNull, name, says } = its;
  return {
    id: 'set-not-null',
    title: notNull.finish.length > 0 ? `Make ${name} of ${says} NOT NULL` : `Take the fill rule off ${says}`,
    why: 'No code sends NULL any more.',
    sql: [
      doBlock([
        columnMissing(its),
        guardDone(contracted(its) ?? notNull.done, `${name} of ${says} is NOT NULL: nothing to do.`),
        guardNotReady(
          not(notNull.proven),
          `${says}: it is not proven that ${name} has a value in every row.`,
          'Run the backfill file to its end first.',
        ),
        retried(context, 'Catalog changes only; nothing is scanned under the lock.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...notNull.finish.map(partSql),
          ...(fill === null ? [] : [partSql(fill.rule.drop)]),
        ]),
      ]),
    ],
  };
}

/** For development: rows that were filled stay filled. */
export function undoExpandStep(its: Subject, rule: FillRule): DraftStep {
  const { context, name, says } = its;
  return {
    id: 'undo-expand',
    title: `Take the fill rule off ${says}`,
    why: 'Code that sends NULL stores NULL again.',
    sql: [
      doBlock([
        guardDone(not(rule.there), `${says} has no fill rule for ${name}: nothing to do.`),
        retried(context, 'Catalog changes only.', [lockFamily(context, 'ACCESS EXCLUSIVE'), partSql(rule.drop)]),
      ]),
    ],
  };
}

/** Condition: contract has run; null when it cannot be told from backfill, because it has nothing to do. */
function contracted({ fill, notNull }: Subject): Sql | null {
  if (fill !== null) return and(notNull.done, not(fill.rule.there));
  return notNull.finish.length === 0 ? null : notNull.done;
}

/** For development. */
export function undoBackfillStep(its: Subject): DraftStep {
  const { context, fill, notNull, name, says } = its;
  const over = contracted(its);
  return {
    id: 'undo-backfill',
    title: `Let ${name} of ${says} be NULL again`,
    why: 'Rows that were filled keep their values.',
    sql: [
      doBlock([
        ...(over === null
          ? []
          : [
              guardNotReady(
                over,
                `${name} of ${says} is NOT NULL: contract has run.`,
                'Take contract back first, with its own down file.',
              ),
            ]),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...notNull.unprove,
          ...(fill === null ? [] : dropGuard(context)),
        ]),
      ]),
    ],
  };
}

/** For development: everything is as it was after backfill. */
export function undoContractStep(its: Subject): DraftStep {
  const { context, fill, notNull, name, says } = its;
  const before = fill === null ? not(notNull.done) : fill.rule.there;
  return {
    id: 'undo-contract',
    title: `Put back what kept ${name} of ${says} filled`,
    why: 'The proof is made again.',
    sql: [
      doBlock([
        guardDone(before, `${says} is as it was before contract: nothing to do.`),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...(fill === null ? [] : [partSql(fill.rule.create)]),
          ...notNull.unfinish,
        ]),
        ...notNull.prove,
      ]),
    ],
  };
}
