import type { QualifiedName } from './names.ts';
import type { Constraint, ExtendedStatistics, Index, Policy, Publication, Rule, Trigger } from './objects.ts';
import type { DependentFunction, View } from './users.ts';

export interface Table extends QualifiedName {
  readonly oid: number;
  /** pg_class.relkind */
  readonly kind: 'r' | 'p' | 'f' | 'v' | 'm';
  /** pg_class.relpersistence */
  readonly persistence: 'p' | 'u' | 't';
  readonly owner: string;
  readonly comment: string | null;
  /** Rights on the table as a whole, the owner's included. */
  readonly grants: readonly Grant[];
  /** Whom default privileges would give rights on a new table or view in this schema. */
  readonly defaultGrantees: readonly string[];
  /** reltuples; null when the table has never been analyzed. */
  readonly rows: number | null;
  /** Heap size in pages and bytes, and all indexes in bytes, as of now. */
  readonly pages: number;
  readonly bytes: number;
  readonly indexBytes: number;
  readonly fillfactor: number;
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly replicaIdentity: 'd' | 'n' | 'f' | 'i';
  readonly isPartition: boolean;
  readonly parents: readonly QualifiedName[];
  readonly children: readonly QualifiedName[];
  /** Every partition or inheritance child, at any depth, that has the columns: parents before children, then by OID. */
  readonly family: readonly Member[];
  /** The extension this table belongs to, if any. */
  readonly extension: string | null;
  /** Columns, tables, domains, arrays or composite types stored with this table's row type (schema.table.column). */
  readonly rowTypeUsers: readonly string[];
  /** Functions that take or return the row type. */
  readonly rowTypeFunctions: readonly string[];
  readonly columns: readonly Column[];
  /** All indexes, constraints, triggers of the table; `columns` in each says what they touch. */
  readonly indexes: readonly Index[];
  readonly constraints: readonly Constraint[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly rules: readonly Rule[];
  readonly statistics: readonly ExtendedStatistics[];
  readonly publications: readonly Publication[];
  /** Views and materialized views that depend directly on a column of this table. */
  readonly views: readonly View[];
  /** Functions that depend on a column (BEGIN ATOMIC), and string bodies that mention the target column's name. */
  readonly functions: readonly DependentFunction[];
  /** Everything else in pg_depend on the target column that is not described above (pg_describe_object). */
  readonly otherDependents: readonly string[];
  /** Helper objects of a plan that is already on this table (comments that start with `expand-contract:`). */
  readonly helpers: readonly Helper[];
  /**
   * Names of relations in the table's schema that could collide with generated index names; when the change is about the
   * table itself, all names of relations and types in the schema.
   */
  readonly takenNames: readonly string[];
  /** Columns in the partition key of a partitioned table, expressions left out. */
  readonly partitionKey: readonly string[];
}

/** A partition or inheritance child of the table; its own `family` is empty. */
export interface Member extends Table {
  /** 1 for a child of the table itself. */
  readonly level: number;
  /** Its parents among the table and its family. */
  readonly familyParents: readonly QualifiedName[];
}

export interface Helper {
  readonly kind: string;
  readonly name: string;
  /** The plan's id, from the comment. */
  readonly plan: string;
}

export interface Grant {
  /** Role name, or 'PUBLIC'. */
  readonly grantee: string;
  readonly grantor: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

export interface SecurityLabel {
  readonly provider: string;
  readonly label: string;
}

export interface Column {
  readonly name: string;
  readonly attnum: number;
  /** format_type(atttypid, atttypmod) with every name schema-qualified, ready to stand in DDL. */
  readonly type: string;
  /** The type without domains around it. */
  readonly baseType: BaseType;
  /** The same as `type` is written; `type` itself when it is no domain. */
  readonly typeUnderDomain: string;
  /** The domain's own NOT NULL or CHECK, anywhere along its chain. */
  readonly domainNotNull: boolean;
  readonly domainChecked: boolean;
  /** The type has a default of its own, as a domain may. */
  readonly typeDefault: boolean;
  readonly collation: Collation | null;
  readonly notNull: boolean;
  readonly default: Default | null;
  readonly identity: '' | 'a' | 'd';
  readonly generated: '' | 's' | 'v';
  /** The owned sequence of a serial or identity column. */
  readonly sequence: QualifiedName | null;
  /** pg_attribute.attstorage, null when it is the type's own. */
  readonly storage: 'PLAIN' | 'EXTERNAL' | 'EXTENDED' | 'MAIN' | null;
  /** pg_attribute.attcompression, null when default. */
  readonly compression: 'pglz' | 'lz4' | null;
  /** null when default (-1). */
  readonly statisticsTarget: number | null;
  /** attoptions: n_distinct and n_distinct_inherited. */
  readonly options: readonly string[];
  readonly comment: string | null;
  readonly grants: readonly Grant[];
  readonly securityLabels: readonly SecurityLabel[];
  /** Average stored width in bytes, from pg_stats; null when unknown. */
  readonly averageWidth: number | null;
  readonly nullFraction: number | null;
  /** Declared by the table itself (attislocal), whether or not a parent has it too. */
  readonly local: boolean;
  /** How many parents it is inherited from (attinhcount). */
  readonly inheritedFrom: number;
}

export interface BaseType extends QualifiedName {
  /** pg_type.typtype after domains are resolved. */
  readonly kind: 'b' | 'c' | 'e' | 'r' | 'm' | 'p';
  /** For arrays: the element's name and kind. */
  readonly element: QualifiedName | null;
}

export interface Collation extends QualifiedName {
  readonly deterministic: boolean;
  /** Is the default collation of the column's type: COLLATE need not be said. */
  readonly isTypeDefault: boolean;
}

export interface Default {
  /** pg_get_expr with every name qualified. */
  readonly expression: string;
  /** The most volatile function, operator or cast inside. */
  readonly volatility: 'immutable' | 'stable' | 'volatile';
}
