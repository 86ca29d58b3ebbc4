import { tableName } from '../../notes/code.ts';
import { qualified } from '../../sql/value.ts';
import type { CodeVersion, Deploy, Finding, ModelColumn, Wording } from '../../types.ts';
import { modelOf, unknown, withModels } from '../code-models.ts';
import { writers } from './expand.ts';
import { hasBackfill, hasContract, type Subject } from './subject.ts';

/** What the column is, as ADD COLUMN would say it. */
export function definition({ wanted, name }: Subject): string {
  const { type, default: standard, sequence, notNull, unique, check, references, generated } = wanted;
  return [
    name,
    type.type,
    ...(generated === null ? [] : [`GENERATED ALWAYS AS (${generated.sql}) VIRTUAL`]),
    ...(sequence === null ? [] : [sequence === 'serial' ? 'with a sequence' : 'GENERATED ALWAYS AS IDENTITY']),
    ...(standard === null ? [] : [`DEFAULT ${standard.sql}`]),
    ...(notNull ? ['NOT NULL'] : []),
    ...(unique ? ['UNIQUE'] : []),
    ...(check === null ? [] : [`CHECK (${check.sql})`]),
    ...(references === null ? [] : [`REFERENCES ${qualified(references.table).text}`]),
  ].join(' ');
}

/** Code that does not know the column may stay for ever. */
export function code(its: Subject): CodeVersion[] {
  const { context, wanted, name, says } = its;
  const table = tableName({ ...context.table, columns: [] });
  const written = wanted.sequence === 'identity' || wanted.generated !== null;
  const base = { writes: [], reads: [], until: null, advice: [] } as const;
  const versions: CodeVersion[] = [
    { ...base, id: 'old', deploy: 0, says: 'Old code', since: null, needs: '' },
    {
      ...base,
      id: 'new',
      deploy: 2,
      says: 'New code',
      since: hasBackfill(its) ? 'backfill' : 'expand',
      needs: `${says} has ${name}${hasBackfill(its) ? ', and the whole backfill phase has run' : ''}.`,
      statements: written
        ? [{ before: `SELECT id FROM ${table};`, after: `SELECT id, ${name} FROM ${table};` }]
        : [
            {
              before: `UPDATE ${table} SET ... WHERE id = $1;`,
              after: `UPDATE ${table} SET ..., ${name} = $2 WHERE id = $1;`,
            },
          ],
    },
  ];
  const column = modelColumn(its);
  return withModels(versions, {
    old: modelOf(context.table, [unknown(column)]),
    new: modelOf(context.table, [column]),
  });
}

const modelColumn = ({ wanted }: Subject): ModelColumn => ({
  name: wanted.name,
  value: wanted.name,
  called: wanted.name,
  type: wanted.type.type,
  default: wanted.default?.sql ?? wanted.sequence,
  reads: true,
  writes: wanted.sequence !== 'identity' && wanted.generated === null,
  readsNull: !wanted.notNull,
  writesNull: !wanted.notNull,
});

/** All of the database first, then the code. */
export function deploys(its: Subject): Deploy[] {
  const { name, says } = its;
  return [
    {
      number: 1,
      title: `Add ${name}`,
      runs: [
        'expand',
        ...(hasBackfill(its) ? ['backfill' as const] : []),
        ...(hasContract(its) ? ['contract' as const] : []),
      ],
      ships: null,
      code: 'Unchanged: it does not name the column.',
      gate: `${says} has no ${name} yet, and code that runs names its columns (see below).`,
      rollback: 'Nothing to roll back in the code: it does not know the column.',
    },
    {
      number: 2,
      title: `Code that uses ${name}`,
      runs: [],
      ships: 'new',
      code: `Reads and writes ${name}. Old and new instances may run side by side.`,
      gate: 'All files of deploy 1 have run.',
      rollback: 'Roll the code back; the column stays.',
    },
  ];
}

/** What the notes say. */
export function wording(its: Subject): Wording {
  const { name, says, rule, inline, wanted } = its;
  const how =
    rule !== null
      ? 'It comes without values; rows that are written from then on get theirs, and the rows that are there in small batches.'
      : 'No row is written.';
  const reasons = [
    ...(inline.default ? [`PostgreSQL stores a default that is not volatile once for all rows that are there`] : []),
    ...(wanted.references === null ? [] : ['a foreign key of a column that is NULL everywhere reads no row']),
    ...(wanted.generated === null ? [] : ['a virtual generated column is computed when it is read']),
  ];
  return {
    title: `add ${name} to ${says}`,
    summary: `${says} gets ${definition(its)}. ${how}`,
    ...(hasBackfill(its)
      ? {}
      : {
          enough: `One phase is enough, and instant: ${reasons.length === 0 ? 'a column that is NULL everywhere is a line in the catalog' : reasons.join('; ')}.`,
        }),
    old: name,
    new: name,
    names: [],
    does: { old: `does not name ${name}`, new: `reads and writes ${name}` },
    unsafe: {
      new: {
        early: hasBackfill(its) ? `${name} does not exist, or is not complete yet` : `${name} does not exist`,
        late: '',
      },
    },
    kept: `old code does not name ${name}.`,
    afterContract: 'The column is complete.',
    downDoes: 'a down file drops the column, and what was written to it.',
    downLoses: 'lose what was written to the column',
  };
}

/** Who sees a new column without naming it. */
export function findings(its: Subject): Finding[] {
  const { context, wanted, name, says, sequence } = its;
  const roles = wanted.sequence === 'serial' ? writers(context.table) : [];
  return [
    {
      id: 'select-star',
      level: 'note',
      title: 'A prepared SELECT * or RETURNING * fails once',
      detail: `From expand on, connections that have prepared SELECT * or RETURNING * on ${says} get "cached plan must not change result type" until they prepare it again; recycle the pool or name the columns. COPY ${says} FROM without a column list fails until it names them.`,
      deploy: 1,
    },
    ...(context.catalog.environment.logicalReplication
      ? [
          {
            id: 'subscribers',
            level: 'warning' as const,
            title: 'Subscribers need the new column first',
            detail: `A subscriber without ${name} stops: add it there before expand runs here.`,
            deploy: 1,
          },
        ]
      : []),
    ...(roles.length === 0
      ? []
      : [
          {
            id: 'sequence-rights',
            level: 'note' as const,
            title: `${roles.join(', ')} may use the sequence of ${name}`,
            detail: `Whoever inserts a row takes a value of ${sequence === null ? '' : qualified(sequence).text}, and needs USAGE on it: expand grants it to those who may insert into ${says} now.`,
            deploy: 1,
          },
        ]),
  ];
}
