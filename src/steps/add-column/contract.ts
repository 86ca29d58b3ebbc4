import { render } from '../../sql/render.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, partSql, retried } from '../blocks.ts';
import type { Part } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';

import { always, not } from '../state.ts';
import { setNextValue } from './expand.ts';
import { contracted, isFilled, type Subject } from './subject.ts';

/** Catalog changes alone. */
export function contractStep(its: Subject): DraftStep {
  const { context, notNull, there, name, says } = its;
  return {
    id: 'finish-column',
    title: `Finish ${name} of ${says}`,
    why: 'Every row has its value, and it is proven.',
    sql: [
      doBlock([
        guardNotReady(not(there), `${says} has no column ${name} yet.`, 'Run the expand file first.'),
        guardDone(contracted(its) ?? always(), `${name} of ${says} is complete: nothing to do.`),
        guardNotReady(
          not(isFilled(its) ?? always()),
          `${says}: it is not proven that ${name} has its value in every row.`,
          'Run the backfill file to its end first.',
        ),
        retried(context, 'Catalog changes only; nothing is scanned under the lock.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...(notNull?.finish ?? []).map(partSql),
          ...identity(its).map(partSql),
        ]),
      ]),
    ],
  };
}

const target = ({ context, wanted }: Subject): { table: Sql; column: Sql } => ({
  table: qualified(context.table),
  column: ident(wanted.name),
});

const inText = ({ context, wanted }: Subject): { table: Sql; column: Sql } => ({
  table: literal(qualified(context.table).text),
  column: literal(wanted.name),
});

/** The identity goes on where the sequence that stood in for it has come to; nobody writes meanwhile. */
function identity(its: Subject): Part[] {
  if (its.wanted.sequence !== 'identity' || its.sequence === null) return [];
  const from = qualified(its.sequence);
  return [
    {
      title: 'The identity goes on behind the last value of the sequence that stood in for it.',
      sql: [
        render('drop-default', target(its)),
        render('add-identity', target(its)),
        render('continue-identity', { ...inText(its), from: literal(from.text) }),
        render('drop-sequence', { sequence: from }),
      ],
    },
  ];
}

function undoIdentity(its: Subject): Sql[] {
  if (its.wanted.sequence !== 'identity' || its.sequence === null) return [];
  const sequence = qualified(its.sequence);
  return [
    render('create-sequence', { sequence, type: verbatim(its.wanted.type.type) }),
    render('grant-sequence', { sequence, grantee: verbatim('PUBLIC') }),
    render('continue-sequence', { ...inText(its), sequence: literal(sequence.text) }),
    render('drop-identity', target(its)),
    setNextValue(target(its), sequence),
  ];
}

/** For development: everything is as it was after backfill. */
export function undoContractStep(its: Subject): DraftStep {
  const { context, notNull, name, says } = its;
  return {
    id: 'undo-contract',
    title: `Put back what stood in for parts of ${name} of ${says}`,
    why: 'The column keeps its values.',
    sql: [
      doBlock([
        guardDone(not(contracted(its) ?? always()), `${says} is as it was before contract: nothing to do.`),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...undoIdentity(its),
          ...(notNull?.unfinish ?? []),
        ]),
        ...(notNull?.prove ?? []),
      ]),
    ],
  };
}
