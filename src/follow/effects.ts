import { parseStatements } from '../sql/parse.ts';
import { bodyStatements } from '../sql/plpgsql.ts';
import { literal, qualified } from '../sql/value.ts';
import type { Phase, Target } from '../types.ts';

/** A question to the database, and whether its `no` is certain. */
export interface Question {
  readonly query: string;
  readonly sure: boolean;
}

/**
 * What must be true once a phase has run whose blocks do not say themselves when they are done: indexes that it builds, renames or drops,
 * and NOT NULL and defaults that it sets or drops. A later statement about the same thing counts.
 */
export function effectsOf({ steps }: Phase, { schema }: Target): Question[] {
  const found = new Map<string, Question>();
  const index = (name: unknown, there: boolean, place: unknown = schema): void => {
    if (typeof name !== 'string') return;
    const regclass = literal(qualified({ schema: typeof place === 'string' ? place : schema, name }).text).text;
    const valid = `EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass(${regclass}) AND indisvalid)`;
    found.set(`index ${name}`, {
      query: `SELECT ${there ? valid : `pg_catalog.to_regclass(${regclass}) IS NULL`} AS ok`,
      sure: true,
    });
  };
  for (const node of steps.flatMap(({ run }) => run.flatMap(({ sql }) => nodesOf(sql)))) {
    if ('IndexStmt' in node) index(node.IndexStmt.idxname, true, node.IndexStmt.relation?.schemaname);
    if ('DropStmt' in node && node.DropStmt.removeType === 'OBJECT_INDEX')
      for (const [place, name] of (node.DropStmt.objects ?? []).map(namesIn)) index(name, false, place);
    if ('RenameStmt' in node && node.RenameStmt.renameType === 'OBJECT_INDEX') {
      index(node.RenameStmt.relation?.relname, false, node.RenameStmt.relation?.schemaname);
      // An index of that name was there before: only its definition tells them apart.
      found.set('renamed', { query: 'SELECT false AS ok', sure: false });
      index(node.RenameStmt.newname, true, node.RenameStmt.relation?.schemaname);
    }
    if ('AlterTableStmt' in node) {
      const { relation, cmds = [] } = node.AlterTableStmt;
      const table = { schema: relation?.schemaname ?? schema, name: relation?.relname ?? '' };
      for (const each of cmds) {
        if (!('AlterTableCmd' in each)) continue;
        const { subtype, name = '', def } = each.AlterTableCmd;
        const column = (condition: string, sure = true): unknown =>
          found.set(`${String(subtype)} ${name}`, { query: columnQuery(table, name, condition), sure });
        if (subtype === 'AT_DropNotNull') column('NOT a.attnotnull');
        if (subtype === 'AT_ColumnDefault' && def === undefined) column('NOT a.atthasdef');
        // How the server writes an expression is not for us to tell.
        if (subtype === 'AT_ColumnDefault' && def !== undefined) column('false', false);
      }
    }
  }
  return [...found.values()];
}

function columnQuery(table: { schema: string; name: string }, column: string, condition: string): string {
  return `SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass(${literal(qualified(table).text).text}) AND a.attname = ${literal(column).text} AND NOT a.attisdropped AND ${condition}) AS ok`;
}

/** The statements of a text, those inside of a DO in place of it. */
function nodesOf(sql: string): ReturnType<typeof parseStatements>[number]['node'][] {
  return parseStatements(sql).flatMap(({ node, text }) =>
    'DoStmt' in node ? bodyStatements(text).flatMap((inner) => nodesOf(inner.sql)) : [node],
  );
}

function namesIn(value: object): string[] {
  const items = 'List' in value ? (value.List as { items?: object[] }).items : undefined;
  return (items ?? []).map((part) => ('String' in part ? ((part.String as { sval?: string }).sval ?? '') : ''));
}
