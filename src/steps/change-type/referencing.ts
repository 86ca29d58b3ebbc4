import { comparedColumns } from '../../sql/rename/index.ts';
import type { QualifiedName, Table } from '../../types.ts';

/** A column that references another one by a foreign key. */
export interface ReferencingColumn {
  readonly table: QualifiedName;
  readonly column: string;
}

/** The columns whose foreign keys reference a column of the table, each once; those of partitions come with their table. */
export function referencingColumns({ constraints }: Table, column: string): ReferencingColumn[] {
  const all = constraints
    .filter(({ type, incoming, inherited }) => type === 'f' && incoming && !inherited)
    .flatMap(({ table, definition }) =>
      comparedColumns(definition)
        .filter(({ referenced }) => referenced === column)
        .map(({ own }) => ({ table: { schema: table.schema, name: table.name }, column: own })),
    );
  const texts = all.map((each) => JSON.stringify(each));
  return all.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
}
