import { render } from '../../sql/render.ts';
import { ident, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { assertIndex, dropLeftover } from '../backfill.ts';
import { doBlock, guardDone, guardNotReady, ifBlock, partSql, retried } from '../blocks.ts';
import { addConstraint, unhurried, validateConstraint } from '../constraint-fragments.ts';
import type { IndexBuild } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { dropGuard } from '../guard-trigger.ts';
import { passFragment } from '../pass.ts';
import { and, constraintExists, constraintValidated, not } from '../state.ts';
import { contracted, isFilled, type Subject } from './subject.ts';

/** Values for the rows that are there, then what has to hold for them; each CREATE INDEX stands alone. */
export function backfillSteps(its: Subject): DraftStep[] {
  const { rule, unique, name, says } = its;
  const title = rule !== null ? `Give ${name} of ${says} its values` : `Prove what is said of ${name} of ${says}`;
  const why = 'In small transactions and under locks that block nobody.';
  const rest = {
    title: `Leave ${name} of ${says} to what the column says of itself`,
    why: 'Every row has its value by now, so nothing else has to fill it.',
  };
  if (unique === null)
    return [{ id: 'fill', title, why, rest, sql: [doBlock([...guards(its), ...fill(its), ...prove(its)])] }];
  return [
    {
      id: 'fill',
      title: rule !== null ? title : `Make way for the index of ${name}`,
      why,
      rest,
      sql: [doBlock([...ready(its), ...fill(its), ...noneTwice(its), dropLeftover(its.context, unique)])],
    },
    {
      id: 'index',
      title: `Build ${unique.title}`,
      why: 'Reads and writes go on meanwhile.',
      sql: [render('definition', { definition: unique.concurrently })],
    },
    {
      id: 'prove',
      title: `Make ${name} of ${says} unique`,
      why: 'The index that is there becomes the constraint; nothing is read.',
      sql: [doBlock([...guards(its), assertIndex(unique), addUnique(its, unique), ...prove(its)])],
    },
  ];
}

const ready = ({ there, name, says }: Subject): Sql[] => [
  guardNotReady(not(there), `${says} has no column ${name} yet.`, 'Run the expand file first.'),
];

/** What is true at the very end of backfill. */
function allDone(its: Subject): Sql {
  const { context, unique, check } = its;
  const filled = isFilled(its);
  return and(
    ...(filled === null ? [] : [filled]),
    ...(unique === null ? [] : [constraintExists(context.table, unique.index.name)]),
    ...(check === null ? [] : [constraintValidated(context.table, check)]),
  );
}

function guards(its: Subject): Sql[] {
  const { name, says } = its;
  const over = contracted(its);
  return [
    ...ready(its),
    ...(over === null ? [] : [guardDone(over, `${name} of ${says}: contract has run, nothing to do.`)]),
    guardDone(allDone(its), `${name} of ${says}: everything is filled and proven, nothing to do.`),
  ];
}

function fill(its: Subject): Sql[] {
  const { context, wanted, rule, name, says } = its;
  if (rule === null) return [];
  return [
    passFragment({
      context,
      title: `Give ${name} of ${says} its value in every row that has none, in small transactions that may be stopped at any time.`,
      writes: [
        {
          column: wanted.name,
          // What a sequence gives, only its default can say: an identity takes no other value.
          value: wanted.default === null ? null : render('parenthesized', { expression: verbatim(wanted.default.sql) }),
          byDefault: true,
          pending: (at) => render('is-null', { value: at(wanted.name) }),
        },
      ],
      // Rows that code has emptied since are its own business.
      when: rule.there,
      triggers: [rule.trigger],
      before: defaultExists(its),
      stop: nothing,
    }),
    unhurried({
      title: 'The planner knows nothing about the new column until ANALYZE.',
      sql: [render('analyze', { table: qualified(context.table) })],
    }),
    ...noneRefersToNone(its),
    ifBlock(rule.there, [
      retried(context, 'Every row has its value: the table works by its default alone.', [
        lockFamily(context, 'ACCESS EXCLUSIVE'),
        partSql(rule.drop),
      ]),
    ]),
  ];
}

/** A constant that nothing carries would fail in the first row. */
function defaultExists({ wanted }: Subject): Sql[] {
  const { references, default: standard } = wanted;
  if (references === null || standard === null || standard.volatility === 'volatile') return [];
  const key = `${qualified(references.table).text}.${ident(references.column.name).text}`;
  return [
    guardNotReady(
      not(
        render('value-exists', {
          table: qualified(references.table),
          column: ident(references.column.name),
          value: verbatim(standard.sql),
        }),
      ),
      `No row has ${standard.sql} in ${key}, so the default refers to nothing.`,
      `Insert that row first, then run this file again.`,
    ),
  ];
}

/** Batches that run as replica fire no trigger of a foreign key. */
function noneRefersToNone({ context, wanted, name, says }: Subject): Sql[] {
  const { references } = wanted;
  if (references === null) return [];
  return [
    render('none-found', {
      table: qualified(context.table),
      condition: render('refers-to-none', {
        column: ident(wanted.name),
        other: qualified(references.table),
        key: ident(references.column.name),
        table: qualified(context.table),
      }),
      before: literal(`${says}: `),
      after: literal(` rows refer with ${name} to no row of ${qualified(references.table).text}.`),
      hint: literal('Give them another value, then run this file again.'),
    }),
    render('commit', {}),
  ];
}

function noneTwice({ context, wanted, name, says }: Subject): Sql[] {
  const column = ident(wanted.name);
  const twice = render('values-twice', { column, table: qualified(context.table) });
  return [
    render('none-found', {
      table: twice,
      condition: render('always', {}),
      before: literal(`${says}: `),
      after: literal(` values of ${name} stand in more than one row.`),
      hint: literal(
        `Nothing was attached. Look at them: SELECT ${name}, count(*) FROM ${says} WHERE ${name} IS NOT NULL GROUP BY 1 HAVING count(*) > 1; make them differ, then run this file again.`,
      ),
    }),
    render('commit', {}),
  ];
}

const addUnique = ({ context }: Subject, { index }: IndexBuild): Sql =>
  ifBlock(not(constraintExists(context.table, index.name)), [
    retried(context, 'Catalog changes only.', [
      lockFamily(context, 'ACCESS EXCLUSIVE'),
      render('add-unique-using-index', {
        table: qualified(context.table),
        constraint: ident(index.name),
        index: ident(index.name),
        timing: nothing,
      }),
    ]),
  ]);

/** Counted, then NOT VALID, then validated in another transaction. */
function prove(its: Subject): Sql[] {
  const { check, wanted, notNull } = its;
  return [...(check === null ? [] : addCheck(its, check, wanted.check?.sql ?? '')), ...(notNull?.prove ?? [])];
}

function addCheck({ context, says }: Subject, check: string, sql: string): Sql[] {
  const condition = render('negated', { expression: verbatim(sql) });
  return [
    render('none-found', {
      table: qualified(context.table),
      condition,
      before: literal(`${says}: `),
      after: literal(` rows violate ${ident(check).text}.`),
      hint: literal(
        `Nothing was attached. Look at them: SELECT * FROM ${says} WHERE ${condition.text}; repair them, then run this file again.`,
      ),
    }),
    render('commit', {}),
    addConstraint({
      title: 'Binds every write from here on; the rows come next.',
      on: context,
      constraint: check,
      add: render('add-constraint', {
        table: qualified(context.table),
        constraint: ident(check),
        definition: render('check-not-valid', { expression: verbatim(sql) }),
      }),
    }),
    validateConstraint(context, check),
  ];
}

/** For development: values stay until expand's down drops the column. */
export function undoBackfillStep(its: Subject): DraftStep {
  const { context, unique, check, notNull, rule, there, name, says } = its;
  const over = contracted(its);
  const drop = (constraint: string): Sql =>
    render('drop-constraint', { table: qualified(context.table), constraint: ident(constraint) });
  return {
    id: 'undo-backfill',
    title: `Take back what was said of ${name} of ${says}`,
    why: "The values stay; expand's down drops them with their column.",
    sql: [
      doBlock([
        guardDone(not(there), `${says} has no ${name}: nothing to do.`),
        ...(over === null
          ? []
          : [
              guardNotReady(
                over,
                `${name} of ${says}: contract has run.`,
                'Take contract back first, with its own down file.',
              ),
            ]),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...(unique === null
            ? []
            : [drop(unique.index.name), render('drop-index', { index: qualified(unique.index) })]),
          ...(check === null ? [] : [drop(check)]),
          ...(notNull?.unprove ?? []),
          ...(rule === null ? [] : [partSql(rule.create), ...dropGuard(context)]),
        ]),
      ]),
    ],
  };
}
