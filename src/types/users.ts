import type { QualifiedName } from './names.ts';
import type { Index, Policy, Trigger } from './objects.ts';
import type { Grant } from './table.ts';

export interface View extends QualifiedName {
  readonly materialized: boolean;
  /** pg_get_viewdef(oid, false), without the trailing semicolon, every name qualified. */
  readonly definition: string;
  readonly owner: string;
  /** reloptions, such as security_invoker=true or check_option=local. */
  readonly options: readonly string[];
  /** The view's own output columns. */
  readonly outputs: readonly string[];
  /** Columns of the target that it reads. */
  readonly columns: readonly string[];
  readonly extension: string | null;
}

export interface DependentFunction extends QualifiedName {
  /** pg_get_function_identity_arguments */
  readonly arguments: string;
  readonly language: string;
  /** pg_get_functiondef */
  readonly definition: string;
  readonly kind: 'f' | 'p' | 'a' | 'w';
  /** 'atomic': depends on the column through pg_depend; 'string': the body's text mentions it. */
  readonly body: 'atomic' | 'string';
  /** For string bodies: the lines that mention the column. */
  readonly mentions: readonly { readonly line: number; readonly text: string }[];
  /** It is the function of a trigger on the target table. */
  readonly triggerOnTarget: boolean;
  readonly extension: string | null;
}

/** All that uses the target, directly or through something else that uses it. */
export interface Users {
  /** In an order in which they can be dropped: each before what it uses itself. */
  readonly list: readonly User[];
  /** Archives of plans: the table's name in the archive schema, and the comment that its plan signed it with. */
  readonly archives: readonly { readonly name: string; readonly comment: string }[];
  /** The CHECKs of the target column's domains. */
  readonly domainChecks: readonly string[];
  /** The sequence of the target column, when it is an identity. */
  readonly identity: SequenceFacts | null;
}

export interface SequenceFacts {
  readonly type: string;
  readonly start: string;
  /** START, INCREMENT and so on, as they stand in CREATE SEQUENCE. */
  readonly options: string;
  readonly comment: string | null;
}

export type User =
  | ViewUser
  | FunctionUser
  | PolicyUser
  | ColumnUser
  | ForeignKeyUser
  | StatisticsUser
  | PublicationUser
  | TableObjectUser
  | OtherUser;

export interface ViewUser extends QualifiedName {
  readonly kind: 'view';
  readonly materialized: boolean;
  /** Without the trailing semicolon. */
  readonly definition: string;
  readonly owner: string;
  readonly options: readonly string[];
  /** Whether a materialized view holds its rows. */
  readonly populated: boolean;
  readonly grants: readonly Grant[];
  readonly defaultGrantees: readonly string[];
  readonly tablespace: string | null;
  /** null: the server's default. */
  readonly method: string | null;
  readonly columns: readonly ViewColumn[];
  readonly triggers: readonly TableObject[];
  readonly rules: readonly TableObject[];
  readonly indexes: readonly ViewIndex[];
  readonly comment: string | null;
  readonly extension: string | null;
}

export interface ViewColumn {
  readonly name: string;
  readonly comment: string | null;
  readonly grants: readonly Grant[];
  readonly default: string | null;
  readonly statisticsTarget: number | null;
}

export interface ViewIndex extends QualifiedName, Pick<Index, 'definition' | 'clustered' | 'tablespace' | 'comment'> {
  readonly statistics: Index['statistics'];
}

/** A trigger or a rule. */
export interface TableObject {
  readonly name: string;
  readonly table: QualifiedName;
  readonly definition: string;
  readonly enabled: Trigger['enabled'];
  readonly comment: string | null;
}

export interface TableObjectUser extends TableObject {
  readonly kind: 'trigger' | 'rule';
  readonly extension: string | null;
}

export interface FunctionUser extends QualifiedName {
  readonly kind: 'function';
  /** pg_get_function_identity_arguments */
  readonly arguments: string;
  readonly prokind: DependentFunction['kind'];
  /** A BEGIN ATOMIC body. */
  readonly atomic: boolean;
  /** null: an aggregate, which cannot be made again. */
  readonly definition: string | null;
  readonly owner: string;
  readonly grants: readonly Grant[];
  readonly defaultGrantees: readonly string[];
  readonly comment: string | null;
  readonly extension: string | null;
}

export interface PolicyUser extends Omit<Policy, 'columns'> {
  readonly kind: 'policy';
}

/** A generated column of the table or of a partition or child. */
export interface ColumnUser {
  readonly kind: 'generated';
  readonly name: string;
  readonly table: QualifiedName;
}

export interface ForeignKeyUser {
  readonly kind: 'foreign-key';
  readonly name: string;
  readonly table: QualifiedName;
  readonly references: QualifiedName;
  readonly definition: string;
  readonly comment: string | null;
}

export interface StatisticsUser extends QualifiedName {
  readonly kind: 'statistics';
  readonly table: QualifiedName;
  readonly definition: string;
  readonly owner: string;
  readonly target: number | null;
  readonly comment: string | null;
}

/** A publication whose column list or row filter names the column. */
export interface PublicationUser {
  readonly kind: 'publication';
  readonly name: string;
  readonly table: QualifiedName;
}

/** Something that no plan drops. */
export interface OtherUser {
  readonly kind: 'other';
  /** pg_describe_object */
  readonly name: string;
}
