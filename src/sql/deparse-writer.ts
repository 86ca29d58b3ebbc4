import type { Constraint, DefElem, Node } from 'libpg-query';

type Library = typeof import('pgsql-deparser');
type Context = Parameters<InstanceType<Library['Deparser']>['DefElem']>[1];

/**
 * pgsql-deparser with what it leaves out of pg_get_indexdef and pg_get_constraintdef: quoted storage parameters, INCLUDE, WITH,
 * the index tablespace, schema-qualified exclusion operators and quoted index names. Gives one statement's SQL.
 */
export function writeSql(library: Library, tree: Node): string {
  const quote = (name: string | undefined): string => library.QuoteUtils.quoteIdentifier(name ?? '');

  class Writer extends library.Deparser {
    override DefElem(node: DefElem, context: Context): string {
      const value = node.arg !== undefined && 'String' in node.arg ? node.arg.String.sval : undefined;
      if (value === undefined || !context.parentNodeTypes.includes('IndexStmt')) return super.DefElem(node, context);
      return `${quote(node.defname)}=${literal(value)}`;
    }

    override Constraint(node: Constraint, context: Context): string {
      if (
        node.contype === 'CONSTR_UNIQUE' ||
        node.contype === 'CONSTR_PRIMARY' ||
        node.contype === 'CONSTR_EXCLUSION'
      ) {
        return this.indexConstraint(node, context);
      }
      return super.Constraint(node, context);
    }

    private indexConstraint(node: Constraint, context: Context): string {
      const names = (list: readonly Node[]): string => list.map((name) => this.visit(name, context)).join(', ');
      const options = (node.options ?? []).map((option) => {
        if (!('DefElem' in option)) return this.visit(option, context);
        const { DefElem: parameter } = option;
        const value = parameter.arg !== undefined && 'String' in parameter.arg ? parameter.arg.String.sval : undefined;
        return value === undefined
          ? super.DefElem(parameter, context.spawn('IndexStmt'))
          : `${quote(parameter.defname)}=${literal(value)}`;
      });
      return [
        node.conname === undefined ? '' : `CONSTRAINT ${quote(node.conname)}`,
        { CONSTR_UNIQUE: 'UNIQUE', CONSTR_PRIMARY: 'PRIMARY KEY' }[String(node.contype)] ?? 'EXCLUDE',
        node.nulls_not_distinct ? 'NULLS NOT DISTINCT' : '',
        node.access_method === undefined ? '' : `USING ${quote(node.access_method)}`,
        node.keys === undefined ? '' : `(${names(node.keys)}${node.without_overlaps ? ' WITHOUT OVERLAPS' : ''})`,
        node.exclusions === undefined
          ? ''
          : `(${node.exclusions.map((item) => this.exclusion(item, context)).join(', ')})`,
        node.including === undefined ? '' : `INCLUDE (${names(node.including)})`,
        options.length === 0 ? '' : `WITH (${options.join(', ')})`,
        node.indexname === undefined ? '' : `USING INDEX ${quote(node.indexname)}`,
        node.indexspace === undefined ? '' : `USING INDEX TABLESPACE ${quote(node.indexspace)}`,
        node.where_clause === undefined ? '' : `WHERE (${this.visit(node.where_clause, context)})`,
        node.deferrable ? 'DEFERRABLE' : '',
        node.initdeferred ? 'INITIALLY DEFERRED' : '',
      ]
        .filter((part) => part !== '')
        .join(' ');
    }

    private exclusion(item: Node, context: Context): string {
      const [element, operator] = 'List' in item ? (item.List.items ?? []) : [];
      if (element === undefined || operator === undefined || !('List' in operator)) return this.visit(item, context);
      const path = (operator.List.items ?? []).map((part) => ('String' in part ? (part.String.sval ?? '') : ''));
      const schemas = path.slice(0, -1).map((schema) => `${quote(schema)}.`);
      return `${this.visit(element, context)} WITH OPERATOR(${schemas.join('')}${path.at(-1) ?? ''})`;
    }
  }

  return new Writer(tree, { pretty: false }).deparseQuery();
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
