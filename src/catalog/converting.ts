import type { Answers, Converting, OwnedSequence, ReadingView, Routine, Table } from '../types.ts';
import type { SqlClient } from './client.ts';
import { ownedSequences, readingViews, routines } from './queries/conversion.ts';
import type { Question } from './question.ts';
import { sample } from './sample.ts';

/** Where the column is. */
interface Column {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly searchPath: readonly string[];
}

/** What a change of a column's type must know of the server besides its table; nothing for any other change. */
export async function readConverting(
  client: SqlClient,
  { converts }: Question,
  { table, columns, searchPath }: Column,
  answers: Answers,
): Promise<{ converting?: Converting }> {
  const [type] = answers.types;
  const [column] = columns;
  if (converts === undefined || type === undefined || column === undefined) return {};
  const parameters = [[table.oid, ...table.family.map(({ oid }) => oid)], columns];
  const views = await client.query<ReadingView>(readingViews, parameters);
  const expression = converts.by === null ? null : (answers.expressions[converts.by] ?? null);
  return {
    converting: {
      views,
      sequences: await client.query<OwnedSequence>(ownedSequences, parameters),
      routines: await client.query<Routine>(routines, parameters),
      sample: await sample(client, { table, column, type, expression, searchPath, deep: converts.deep }),
    },
  };
}
