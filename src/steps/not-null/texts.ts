import type { CodeVersion, Deploy, Finding, Wording } from '../../types.ts';
import { tableName } from '../../notes/code.ts';
import { asItIs, modelOf, withModels } from '../code-models.ts';
import type { Subject } from './subject.ts';

/** Code that may send NULL, and code that never does. */
export function code(its: Subject): CodeVersion[] {
  const { context, fill, name } = its;
  const table = tableName({ ...context.table, columns: [] });
  const base = { writes: [], reads: [], needs: '', advice: [] } as const;
  const versions: CodeVersion[] = [
    {
      ...base,
      id: 'old',
      deploy: 0,
      says: 'Old code',
      since: null,
      until: fill === null ? 'backfill' : 'contract',
    },
    {
      ...base,
      id: 'new',
      deploy: fill === null ? 1 : 2,
      says: 'New code',
      needs: 'Nothing: it works with the table as it is, and with every phase of this plan.',
      since: null,
      until: null,
      advice: [
        `Every INSERT, UPDATE, COPY and upsert gives ${name} a value, or leaves it to a default that is not NULL.`,
      ],
      statements: [
        {
          before: `UPDATE ${table} SET ${name} = NULL WHERE id = $1;`,
          after: `UPDATE ${table} SET ${name} = ${fill?.value.sql ?? '$2'} WHERE id = $1;`,
        },
      ],
    },
  ];
  const column = asItIs(its.column);
  const always = { ...column, writesNull: false };
  return withModels(
    versions,
    { old: modelOf(context.table, [column]), new: modelOf(context.table, [always]) },
    modelOf(context.table, [{ ...always, readsNull: false }]),
  );
}

/** Two deploys when the code sees to it alone, three with the fill rule. */
export function deploys(its: Subject): Deploy[] {
  const { context, fill, name, says, notNull } = its;
  const ships = {
    ships: 'new',
    runs: [],
    title: `Code that sends no NULL for ${name}`,
    code: `No write leaves ${name} NULL any more. Reads may stay as they are.`,
  };
  const gone = `No instance of the old code is left, and nothing else writes NULL to ${name} (jobs, imports, other services).`;
  if (fill === null) {
    return [
      { number: 1, ...ships, gate: 'Nothing.', rollback: 'Roll the code back; no migration has run.' },
      {
        number: 2,
        title: `${name} becomes NOT NULL`,
        runs: notNull.finish.length > 0 ? ['backfill', 'contract'] : ['backfill'],
        ships: null,
        code: 'Unchanged.',
        gate: `${gone} No row has NULL: SELECT count(*) FROM ${says} WHERE ${name} IS NULL;`,
        rollback: `The code of deploy 1 may stay. To go back further: ALTER TABLE ${says} ALTER COLUMN ${name} DROP NOT NULL;`,
      },
    ];
  }
  return [
    {
      number: 1,
      title: 'Fill what is NULL, and what is still written as NULL',
      runs: ['expand', 'backfill'],
      ships: null,
      code: 'Unchanged.',
      gate: `${fill.value.sql} is the right value for rows that have none${context.table.triggers.length > 0 ? ', and for the triggers of the table' : ''}.`,
      rollback: 'Nothing to roll back in the code.',
    },
    {
      number: 2,
      ...ships,
      gate: 'The whole backfill phase has run.',
      rollback: 'Roll the code back: the fill rule is still there.',
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: 'Unchanged.',
      gate: gone,
      rollback: `The code of deploy 2 may stay. To go back further: ALTER TABLE ${says} ALTER COLUMN ${name} DROP NOT NULL;`,
    },
  ];
}

/** What the notes say. */
export function wording(its: Subject): Wording {
  const { fill, name, says, notNull } = its;
  const [given, own] = [fill?.value.sql ?? '', notNull.finish.length === 0];
  return {
    title: `${name} of ${says} NOT NULL`,
    summary:
      fill === null
        ? `${name} of ${says} becomes NOT NULL. Rows with NULL are counted first, and as long as there is one nothing is changed.`
        : `${name} of ${says} becomes NOT NULL. Rows that have no value get ${given}, and so does a write that still sends NULL: an explicit NULL becomes ${given}, which is the one write that this plan changes.`,
    ...(fill === null && own
      ? {
          enough:
            'One phase is enough: since PostgreSQL 18 NOT NULL can be added NOT VALID and validated while traffic goes on.',
        }
      : {}),
    old: name,
    new: name,
    names: [],
    touches: { columns: [its.column.name], by: 'write' },
    does: { old: `may write NULL to ${name}`, new: `always gives ${name} a value` },
    unsafe: {
      old: {
        early: '',
        late: `a NULL for ${name} is refused: null value violates not-null constraint`,
      },
    },
    kept:
      fill === null ? 'new code sends what old code may send too.' : 'the fill rule takes what either of them sends.',
    afterContract: `Code that sends NULL for ${name} fails from here on.`,
    downDoes: 'a down file lets the column be NULL again; rows that were filled keep their values.',
    downLoses: 'let NULLs in again',
  };
}

/** What a person must know of rows and writes with NULL. */
export function findings({ context: { table }, column, fill, name, says }: Subject): Finding[] {
  const share = column.nullFraction;
  const known =
    share === null || table.rows === null
      ? 'How many there are is not known: the table was never analyzed.'
      : `By its statistics about ${Math.round(share * table.rows)} of ${table.rows} rows.`;
  const query = `SELECT count(*) FROM ${says} WHERE ${name} IS NULL;`;
  return [
    {
      id: 'null-rows',
      level: 'note',
      title:
        fill === null
          ? `Rows with NULL in ${name} stop the backfill file`
          : `Rows with NULL in ${name} get ${fill.value.sql}`,
      detail: `${known} Count them: ${query} Look at some: SELECT * FROM ${says} WHERE ${name} IS NULL LIMIT 20;`,
      deploy: fill === null ? 2 : 1,
    },
    ...(fill === null
      ? []
      : [
          {
            id: 'explicit-null',
            level: 'warning' as const,
            title: `From expand to contract an explicit NULL becomes ${fill.value.sql}`,
            detail: `INSERT and UPDATE that leave ${name} NULL store ${fill.value.sql} in its place, without an error; RETURNING shows it. A trigger of the table that sees NULL today still does: the rule fires after all of them.`,
            deploy: 1,
          },
        ]),
    ...(table.family.length > 0 && table.kind !== 'p' && fill !== null
      ? [
          {
            id: 'later-children',
            level: 'note' as const,
            title: 'Tables that inherit later',
            detail: `A table that inherits from ${says} after this plan was made does not get the fill rule. Wait with it until contract has run.`,
            deploy: 1,
          },
        ]
      : []),
  ];
}
