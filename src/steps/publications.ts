import { render } from '../sql/render.ts';
import { renameInExpression } from '../sql/rename/index.ts';
import { ident, list, nothing, qualified, verbatim } from '../sql/value.ts';
import type { Finding, Publication } from '../types.ts';
import {
  type Carry,
  type Context,
  mergeCarries,
  newNames,
  nothingToCarry,
  oldNames,
  renames,
  touches,
  turningPhase,
} from './context.ts';

/**
 * Publications with a column list or a row filter (15+) name the column; both columns cannot be in place of one, so the
 * table leaves the publication and comes back in the same transaction: no change is decoded without it.
 */
export function carryPublications(context: Context): Carry {
  const { table } = context;
  const renamed = renames(context);
  return mergeCarries([
    { ...nothingToCarry, findings: publicationFindings(context) },
    ...touching(context).map((publication) => {
      const target = { publication: ident(publication.name), table: qualified(table) };
      const columns = publication.columns?.map((column) => ident(renamed.get(column) ?? column));
      const filter = publication.filter === null ? null : renameInExpression(publication.filter, table, renamed);
      return {
        ...nothingToCarry,
        beforeDrop: [
          {
            title: `The publication ${publication.name} names ${newNames(context)}.`,
            sql: [
              render('publication-drop-table', target),
              render('publication-add-table', {
                ...target,
                columns: columns === undefined ? nothing : verbatim(` (${list(columns).text})`),
                filter: filter === null ? nothing : verbatim(` WHERE (${filter})`),
              }),
            ],
          },
        ],
      };
    }),
  ]);
}

const touching = (context: Context): Publication[] =>
  context.table.publications.filter(
    (p) => !p.allTables && !p.viaSchema && touches(context, [...(p.columns ?? []), ...p.filterColumns]),
  );

/** What subscribers must know. */
export function publicationFindings(context: Context): Finding[] {
  const [from, to] = [oldNames(context), newNames(context)];
  return touching(context).map((publication) => ({
    id: 'publication',
    level: 'warning',
    title: `Publication ${publication.name} lists columns of this table`,
    detail: `${turningPhase(context)} puts ${to} in the place of ${from} there. Subscribers need ${to} before that, and ALTER SUBSCRIPTION ... REFRESH PUBLICATION after it.`,
    deploy: 3,
  }));
}
