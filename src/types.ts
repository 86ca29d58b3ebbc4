/**
 * The data that flows through `plan`, one way: Change + Catalog -> Plan -> files.
 * Everything here is plain data (JSON in, JSON out); nothing has methods.
 */

/** `relax` comes with --sync app alone: code that writes both columns is everywhere, code that writes one is still to come. */
export type PlannedPhase = 'expand' | 'backfill' | 'relax' | 'contract';

/** `abandon` takes a plan back out before its end, `restore` brings back what it has taken away: phases that no plan begins with. */
export type PhaseName = PlannedPhase | 'abandon' | 'restore';

/** The phases of a plan in which the database, not the code, makes both names work. */
export type DatabasePhase = Exclude<PlannedPhase, 'relax'>;

/** A schema-qualified name as the catalog spells it: unquoted, case preserved. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

// ------------------------------------------------------------------ Catalog

/** The facts about the target and all that depends on it, read in one READ ONLY transaction. */
export interface Catalog {
  readonly server: Server;
  readonly role: Role;
  /** The effective search_path, implicit schemas left out. */
  readonly searchPath: readonly string[];
  /** What the change is about: the table itself, or columns of it. */
  readonly target: 'table' | 'columns';
  readonly table: Table;
  /** Other tables that the change names, in the order in which it names them. */
  readonly others: readonly Table[];
  /** What the server says of types and expressions that the change brings along. */
  readonly answers: Answers;
  /** What would go with the target, for kinds that take it away; absent when that was not asked. */
  readonly users?: Users;
  /** What a change of a column's type must know besides. */
  readonly converting?: Converting;
  readonly environment: Environment;
  /** What pg_stat_statements has of the target, when that was asked for. */
  readonly running?: RunningStatements;
  /** Where the facts are from, when it is not a live server. */
  readonly dump?: DumpSource;
}

/** Types and expressions that a change brings along; `says` names each in a sentence, for example `--default`. */
export interface Asked {
  readonly types?: readonly { readonly text: string; readonly says: string }[];
  readonly expressions?: readonly AskedExpression[];
  /** The names of all constraints in the schema of the table, from which those that PostgreSQL chooses must differ. */
  readonly constraintNames?: true;
  readonly index?: AskedIndex;
  /** Columns of the table and of the first of the others that a foreign key compares, each as a name in SQL. */
  readonly compared?: readonly { readonly own: string; readonly other: string }[];
}

/** An index that is to be made: what the server has to say of its keys. */
export interface AskedIndex {
  /** As in CREATE INDEX, in order. */
  readonly keys: readonly string[];
  /** The rows that it covers: its functions must be as steady as those of the keys. */
  readonly where?: string;
  /** null: that of the index that it replaces. */
  readonly method: string | null;
}

export interface AskedExpression {
  readonly text: string;
  readonly says: string;
  /** Whether it may name columns of the table. */
  readonly over: 'table' | 'nothing';
  /** A column that is still to come and that it may name too, and which of the types it has. */
  readonly adding?: { readonly column: string; readonly type: number };
  /** It must be one that WHERE takes: true or false, and of one row. */
  readonly condition?: true;
  /** What it is a value for: one of the targets, or one of the types (by their place in the question). */
  readonly assigned?: { readonly target: number } | { readonly type: number };
}

/** In the order of the questions. */
export interface Answers {
  readonly types: readonly TypeFacts[];
  readonly expressions: readonly ExpressionFacts[];
  /** When they were asked for. */
  readonly constraintNames?: readonly string[];
  /** What the access method of an index can do, when it was asked for; null: it is that of an index that is there. */
  readonly method?: MethodFacts | null;
}

/** An access method, as pg_indexam_has_property knows it. */
export interface MethodFacts {
  readonly name: string;
  readonly unique: boolean;
  readonly include: boolean;
  readonly ordered: boolean;
  readonly multicolumn: boolean;
}

/** What hangs on a column's type. */
export interface Converting {
  /** Views over the column and views over those. */
  readonly views: readonly ReadingView[];
  /** The sequences of serial and identity columns. */
  readonly sequences: readonly OwnedSequence[];
  /** PL/pgSQL that may have been compiled for the old type. */
  readonly routines: readonly Routine[];
  readonly sample: Sample;
}

/** A view over the column, or over another such view. */
export interface ReadingView extends QualifiedName {
  /** Relations that it reads directly. */
  readonly reads: readonly QualifiedName[];
  /** What hangs on it and does not come back with it (pg_describe_object). */
  readonly strangers: readonly string[];
}

/** A sequence and the column that owns it; numbers as text, since they may not fit a double. */
export interface OwnedSequence extends QualifiedName {
  readonly column: string;
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly unlogged: boolean;
  readonly comment: string | null;
  readonly grants: readonly Grant[] | null;
  readonly defaultGrantees: readonly string[];
}

export interface Routine {
  readonly name: QualifiedName;
  readonly arguments: string;
  readonly kind: 'f' | 'p';
  readonly cost: number;
  /** SECURITY DEFINER. */
  readonly definer: boolean;
  /** The role may alter it. */
  readonly owned: boolean;
}

/** What became of some rows when their values were converted, before anything was written. */
export interface Sample {
  readonly rows: number;
  /** Whether these were all rows. */
  readonly whole: boolean;
  readonly failed: number;
  readonly examples: readonly { readonly key: string; readonly value: string; readonly error: string }[];
}

/** A type that the user gave, as the server knows it. */
export interface TypeFacts extends Pick<
  Column,
  'type' | 'baseType' | 'domainNotNull' | 'domainChecked' | 'typeDefault' | 'collation'
> {
  /** As it was typed. */
  readonly asked: string;
  /** Its name without the modifier, and the modifier as the catalog has it (-1: none). */
  readonly bare: string;
  readonly modifier: number;
}

/** An expression that the user gave. */
export interface ExpressionFacts {
  /** As it was typed. */
  readonly asked: string;
  /** The same, parsed and written again. */
  readonly sql: string;
  /** Its type before it is assigned to anything; `unknown` for a bare string. */
  readonly type: string;
  /** The most volatile function of any name that is called in it. */
  readonly volatility: Default['volatility'];
}

/** A schema dump that was read in place of a server (--schema). */
export interface DumpSource {
  readonly file: string;
  /** What decided the version: --server-version, the dump's own header, or neither. */
  readonly versionFrom: 'option' | 'header' | 'oldest';
  /** The version that the header names, supported or not. */
  readonly header: string | null;
}

export interface Server {
  /** `server_version_num`, for example 180004. */
  readonly versionNum: number;
  /** 14 to 18. */
  readonly major: number;
}

export interface Role {
  readonly name: string;
  readonly superuser: boolean;
  /** May set session_replication_role: superuser, or GRANT SET ON PARAMETER (15+). */
  readonly maySetReplicationRole: boolean;
  /** May set deadlock_timeout: superuser, or GRANT SET ON PARAMETER (15+). */
  readonly maySetDeadlockTimeout: boolean;
  /** Is (a member of) the owner of the table. */
  readonly ownsTable: boolean;
}

/** What is true right now and bears on when and how to run the plan. */
export interface Environment {
  readonly deadlockTimeoutMs: number;
  readonly blockSize: number;
  /** Settings of roles and databases that would kill a long DO block or a lock wait (pg_db_role_setting). */
  readonly roleSettings: readonly RoleSetting[];
  /** Age in seconds of the oldest transaction in this database, null when none or not visible. */
  readonly oldestTransactionSeconds: number | null;
  /** Replay lag in bytes of the slowest standby, null when there is none or it is not visible. */
  readonly replicaLagBytes: number | null;
  /** wal_level = logical and the table is in a publication, or it is the target of a subscription. */
  readonly logicalReplication: boolean;
}

export interface RoleSetting {
  /** null: every role. */
  readonly role: string | null;
  /** null: every database. */
  readonly database: string | null;
  readonly name: 'statement_timeout' | 'lock_timeout' | 'idle_in_transaction_session_timeout' | 'transaction_timeout';
  readonly value: string;
}

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

export interface Index extends QualifiedName {
  /** pg_get_indexdef with every name qualified. */
  readonly definition: string;
  /** Names of all columns it touches: keys, INCLUDE, expressions, predicate. */
  readonly columns: readonly string[];
  readonly keyColumns: number;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly exclusion: boolean;
  /** Checked at once (not deferrable). */
  readonly immediate: boolean;
  readonly nullsNotDistinct: boolean;
  readonly partial: boolean;
  readonly hasExpressions: boolean;
  readonly method: string;
  readonly valid: boolean;
  readonly clustered: boolean;
  readonly replicaIdentity: boolean;
  /** The constraint of the same table that owns it. */
  readonly constraint: string | null;
  /** Foreign keys and views that hold it or its constraint in place (pg_describe_object). */
  readonly dependents: readonly string[];
  readonly tablespace: string | null;
  readonly bytes: number;
  readonly comment: string | null;
  /** The index of the parent to which it is attached. */
  readonly parent: QualifiedName | null;
  /** Extensions that take it along when they are dropped (DEPENDS ON EXTENSION). */
  readonly extensions: readonly string[];
  /** ALTER INDEX ... ALTER COLUMN n SET STATISTICS: position (from 1) and target. */
  readonly statistics: readonly { readonly position: number; readonly target: number }[];
}

export interface Constraint {
  readonly name: string;
  /** pg_constraint.contype; 'n' (NOT NULL) only on 18 and later. */
  readonly type: 'c' | 'f' | 'p' | 'u' | 'x' | 'n' | 't';
  /** pg_get_constraintdef with every name qualified. */
  readonly definition: string;
  /** The table that carries it: the target itself, or, for an incoming foreign key, the other table. */
  readonly table: QualifiedName;
  /** Columns of the target table that it touches. */
  readonly columns: readonly string[];
  /** For foreign keys: the other end. */
  readonly references: QualifiedName | null;
  /** An incoming foreign key (the target table is the referenced one). A self-reference is `incoming: true` when it references `columns`. */
  readonly incoming: boolean;
  readonly validated: boolean;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly noInherit: boolean;
  readonly enforced: boolean;
  /** Said of the table itself (conislocal), and said of a parent (coninhcount or conparentid). */
  readonly local: boolean;
  readonly inherited: boolean;
  /** The index behind a unique, primary key or exclusion constraint. */
  readonly index: string | null;
  readonly comment: string | null;
}

export interface Trigger {
  readonly name: string;
  /** pg_get_triggerdef with every name qualified. */
  readonly definition: string;
  readonly function: QualifiedName;
  readonly arguments: readonly string[];
  readonly timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF';
  readonly row: boolean;
  readonly events: readonly ('INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE')[];
  /** UPDATE OF columns. */
  readonly updateOf: readonly string[];
  /** Columns named in WHEN or UPDATE OF (pg_depend). */
  readonly columns: readonly string[];
  /** pg_trigger.tgenabled */
  readonly enabled: 'O' | 'D' | 'R' | 'A';
  readonly constraint: boolean;
  readonly comment: string | null;
  /** Belongs to an extension or was cloned from a parent's. */
  readonly inherited: boolean;
}

export interface Policy {
  readonly name: string;
  /** The table that carries it (another one, when its expression reads the target). */
  readonly table: QualifiedName;
  readonly permissive: boolean;
  readonly command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly columns: readonly string[];
  readonly comment: string | null;
}

export interface Rule {
  readonly name: string;
  readonly table: QualifiedName;
  /** pg_get_ruledef */
  readonly definition: string;
  readonly columns: readonly string[];
  readonly enabled: 'O' | 'D' | 'R' | 'A';
  readonly comment: string | null;
}

export interface ExtendedStatistics extends QualifiedName {
  /** pg_get_statisticsobjdef with every name qualified. */
  readonly definition: string;
  readonly owner: string;
  readonly columns: readonly string[];
  readonly target: number | null;
  readonly comment: string | null;
}

export interface Publication {
  readonly name: string;
  readonly allTables: boolean;
  /** Published through FOR TABLES IN SCHEMA (15+): no column list or filter is possible there. */
  readonly viaSchema: boolean;
  /** The column list (15+), null when every column is published. */
  readonly columns: readonly string[] | null;
  /** The row filter (15+), as pg_get_expr gives it. */
  readonly filter: string | null;
  /** Target columns that the filter names. */
  readonly filterColumns: readonly string[];
}

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

// --------------------------------------------------------------------- Plan

export type LockMode =
  | 'ACCESS SHARE'
  | 'ROW SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'EXCLUSIVE'
  | 'ACCESS EXCLUSIVE';

export interface Lock {
  /** Quoted and qualified, as it would stand in SQL. */
  readonly relation: string;
  readonly mode: LockMode;
  /** true: taken under a short lock_timeout, with retries (inside a retry block). */
  readonly retried: boolean;
}

/** What a statement does to a busy database, read from its parse tree, never declared by hand. */
export interface Facts {
  readonly locks: readonly Lock[];
  /** 'forbidden': CONCURRENTLY, or a DO that commits. */
  readonly transaction: 'allowed' | 'forbidden';
  /** Reads a whole table. */
  readonly scans: boolean;
  /** Writes a whole table or builds an index anew. */
  readonly rewrites: boolean;
  /** Removes something that cannot be had back from the database. */
  readonly destroys: boolean;
}

export interface Statement {
  readonly sql: string;
  readonly facts: Facts;
}

/** One reviewable action. `run` are complete top-level statements, in order. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly run: readonly Statement[];
}

/** What must be true before a phase, and the query that shows it (one row, one boolean column `ok`). */
export interface Gate {
  readonly id: string;
  readonly says: string;
  readonly query: string;
}

export interface Phase {
  readonly name: PhaseName;
  readonly title: string;
  /** Plain lines for the top of the file: what it does, its deploy, what it locks and for how long, how to go back. */
  readonly summary: readonly string[];
  /** Says the objects in the file name: `users_display_name`. */
  readonly subject: string;
  readonly gate: readonly Gate[];
  readonly steps: readonly Step[];
  /** For development only: takes the phase back. */
  readonly undo: readonly Step[];
}

/** One version of the application as the change sees it, and with which schema it may run. Neighbours in the list may run together. */
export interface CodeVersion {
  readonly id: string;
  /** The deploy that ships it; 0: the code that runs now. */
  readonly deploy: number;
  /** What it is called in a sentence: `old code`, `code of deploy 2`. */
  readonly says: string;
  readonly writes: readonly ColumnSide[];
  /** The columns that it reads; of several the first that is not NULL. */
  readonly reads: readonly ColumnSide[];
  /** The phase after which it may run; null: as things are now. */
  readonly since: PhaseName | null;
  /** The phase before which its last instance is gone; null: it stays. */
  readonly until: PhaseName | null;
  /** What must be true before it ships, beyond the queries. */
  readonly needs: string;
  /** What a person must know who writes it, a paragraph each. */
  readonly advice: readonly string[];
  /** What code sends before and with this version, where that is not told by the columns that it writes and reads. */
  readonly statements?: readonly { readonly before: string; readonly after: string }[];
  /** Absent where the code has nothing to say of it. */
  readonly model?: CodeModel;
  /** What the model of the last version comes to once the last migration has run, where that is not the same. */
  readonly settled?: CodeModel;
}

/** What a version of the code knows of the table: from this its model and its queries are written in any language. */
export interface CodeModel {
  /** What it calls the table; null: it does not know it. */
  readonly table: string | null;
  /** While this version runs, it may be a view that stands under that name: one has no primary key. */
  readonly mayBeView: boolean;
  /** The primary key, when that is one column. */
  readonly key: ModelColumn | null;
  /** The columns that the change is about, those that are to be read as one value in the order in which they are tried. */
  readonly columns: readonly ModelColumn[];
  /** What the database refuses, so that this version expects it: SQLSTATE and the constraint or index. */
  readonly expects: readonly { readonly code: string; readonly constraint: string }[];
}

/** A column as a version of the code has it; one that it neither reads nor writes is in the table all the same. */
export interface ModelColumn {
  readonly name: string;
  /** Columns that have this in common hold the same value. */
  readonly value: string;
  /** The column after which the code calls the value. */
  readonly called: string;
  readonly type: string;
  readonly default: string | null;
  readonly reads: boolean;
  readonly writes: boolean;
  /** Whether a reader must bear a NULL, and whether a writer may send one. */
  readonly readsNull: boolean;
  readonly writesNull: boolean;
}

/** One of the two columns of a pair. */
export type ColumnSide = 'old' | 'new';

/** A moment at which the team ships something: first the migrations, then the code. */
export interface Deploy {
  readonly number: number;
  readonly title: string;
  readonly runs: readonly PhaseName[];
  /** The id of the code version that ships, null: the code stays as it is. */
  readonly ships: string | null;
  readonly code: string;
  readonly gate: string;
  readonly rollback: string;
}

/** Something that needs a person's attention. */
export interface Finding {
  readonly id: string;
  readonly level: 'warning' | 'note';
  readonly title: string;
  readonly detail: string;
  /** The deploy before which it matters, when one does. */
  readonly deploy: number | null;
}

export interface Estimate {
  /** null: the table was never analyzed, or there is no server to ask. */
  readonly rows: number | null;
  /** These three are null when there is no server to ask. */
  readonly tableBytes: number | null;
  readonly addedBytes: number | null;
  readonly batches: number | null;
  readonly seconds: { readonly low: number; readonly high: number } | null;
  readonly basis: string;
}

/** SQL that lies in the plan's folder for the day something goes wrong; no migration tool runs it. */
export interface ForwardFix {
  readonly name: string;
  readonly when: string;
  readonly steps: readonly Step[];
}

export interface Target extends QualifiedName {
  /** The columns that stand twice during the plan; empty when none does. */
  readonly columns: readonly TargetColumn[];
  /** The table's new name, when it is the table that is renamed. */
  readonly newName?: string;
}

/** A column and the one that takes its place. */
export interface TargetColumn {
  readonly old: string;
  readonly new: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
}

/** A statement that fails on a view though it works on a table: what the server answers, and what to send instead. */
export interface Hole {
  readonly statement: string;
  readonly answer: string;
  readonly instead: string;
}

export type StrategyName = 'column' | 'view';

/** What one way of renaming a column costs here, from the statistics as they were when the plan was made. */
export interface StrategyCost {
  /** Why it cannot be done, null when it can. */
  readonly refused: string | null;
  /** More on disk until contract and a VACUUM; null when there is no server to ask. */
  readonly bytesCopied: number | null;
  /** null: the table was never analyzed, or there is no server to ask. */
  readonly rowsWritten: number | null;
  readonly seconds: { readonly low: number; readonly high: number } | null;
  /** Indexes that are built once more. */
  readonly indexes: readonly { readonly name: string; readonly bytes: number | null }[];
  /** Statements of old or new code that fail. */
  readonly failing: readonly string[];
}

export interface StrategyChoice {
  readonly chosen: StrategyName;
  readonly recommended: StrategyName;
  readonly why: string;
  readonly costs: { readonly column: StrategyCost; readonly view: StrategyCost };
}

/** What the notes say of a change that is no rename, as plain text. */
export interface Wording {
  /** What the plan does, in a few words, for example: drop fax of public.users */
  readonly title: string;
  readonly summary: string;
  /** What only old code knows, and what only new code knows. */
  readonly old: string;
  readonly new: string;
  /** The names to look for in code that still runs; none when no code has to change. */
  readonly names: readonly string[];
  /** Columns that keep their names, where code has to be looked at that writes them, or that reads them. */
  readonly touches?: { readonly columns: readonly string[]; readonly by: 'write' | 'read' };
  /** What each version of the code counts on, by its id. */
  readonly does: Readonly<Record<string, string>>;
  /** Why a version of the code is not safe with a schema, by its id: before it may run, and when it may run no more. */
  readonly unsafe: Readonly<Record<string, { readonly early: string; readonly late: string }>>;
  /** Why either code may be rolled back, a half-sentence. */
  readonly kept: string;
  /** What contract means for code that should be gone by then. */
  readonly afterContract: string;
  /** Why a down file is for development: `a down file ...`, and `they ...`. */
  readonly downDoes: string;
  readonly downLoses: string;
  /** Why fewer phases than three are enough, when they are. */
  readonly enough?: string;
}

/** The public contract: what `--json` prints and what later commands work from. */
export interface Plan {
  readonly version: 1;
  readonly id: string;
  readonly change: Change;
  readonly command: string;
  readonly server: Server;
  readonly target: Target;
  /** What the notes say, for every kind but rename. */
  readonly wording?: Wording;
  /** The longest that one attempt at a blocking lock waits. */
  readonly lockTimeoutMs: number;
  readonly estimate: Estimate;
  /** Column renames only: the two ways, and what each would cost. */
  readonly strategy?: StrategyChoice;
  readonly phases: readonly Phase[];
  /** Every version of the application from before the first deploy to after the last, in order. */
  readonly code: readonly CodeVersion[];
  readonly deploys: readonly Deploy[];
  readonly attention: readonly Finding[];
  /** What the view cannot do that stands in the place of a table until contract; absent when there is none. */
  readonly holes?: readonly Hole[];
  readonly fixes: readonly ForwardFix[];
  /** The changes of a plan that makes several at once, each with its own versions of the code. */
  readonly parts?: readonly PlanPart[];
}

/** One of several changes of a plan. Its deploys have the numbers of the plan's. */
export interface PlanPart extends Pick<Plan, 'id' | 'change' | 'target' | 'wording' | 'code' | 'deploys'> {}

/** What the person wants. Each kind narrows it through its own fields. */
export interface Change {
  readonly kind: string;
  readonly [field: string]: unknown;
}

// --------------------------------------------------------------------- Scan

/** What a place in the code does with a name. `schema` is DDL: a migration that has run, or a schema file. */
export type MentionKind = 'sql-read' | 'sql-write' | 'schema' | 'model' | 'query' | 'interface' | 'text';

/**
 * `certain`: SQL that was parsed, of the right table. `likely`: what is around it names the table or its model. `possible`:
 * it names it, the table is not known. `other`: most likely the name of something else.
 */
export type Certainty = 'certain' | 'likely' | 'possible' | 'other';

/** What is done with the values: `both` for a declaration, which reads and writes count on. */
export type Access = 'read' | 'write' | 'both' | 'unknown';

/** A place in the code that names what a plan changes. */
export interface Mention {
  /** From the scanned directory, with slashes. */
  readonly file: string;
  /** Both from 1; the column counts characters. */
  readonly line: number;
  readonly column: number;
  /** The name that was looked for, the table for which it was (as SQL has it), and how it is spelled there. */
  readonly name: string;
  readonly table: string;
  readonly spelling: string;
  readonly what: MentionKind;
  readonly access: Access;
  readonly certainty: Certainty;
  /** The line, or the part of it around the name. */
  readonly excerpt: string;
}

/** A statement of pg_stat_statements that names what a plan changes. */
export interface RunningMention {
  readonly query: string;
  readonly calls: number;
  readonly access: Access;
  readonly certainty: Certainty;
}

/** Where the code and the statements that run name what a plan changes, as of the moment the plan was made. */
export interface Scan {
  /** As the user would write it. */
  readonly directory: string;
  /** What listed the files: git, which knows what is ignored, or a walk through the folders, which knows only vendored ones. */
  readonly listedBy: 'git' | 'walk';
  readonly names: readonly string[];
  readonly files: ScannedFiles;
  /** By file, line and column. */
  readonly mentions: readonly Mention[];
  /** All that were found by certainty, also those beyond the limit of the list, and in how many files something not `other`. */
  readonly found: Readonly<Record<Certainty, number>> & { readonly files: number };
  /** Longer names that hold one of the names, such as an index's: counted, with the first few of them. */
  readonly longer: { readonly count: number; readonly examples: readonly string[] };
  /** null: pg_stat_statements was not asked, for the reason in `runningSays`. */
  readonly running: readonly RunningMention[] | null;
  readonly runningSays: string;
}

/** How many files were read, and how many were not and why. */
export interface ScannedFiles {
  readonly read: number;
  readonly binary: number;
  /** Over 1 MB. */
  readonly large: number;
  /** Vendored or minified, lists of locked packages, and migrations and plans of this program. */
  readonly leftOut: number;
  readonly unreadable: number;
}

/** Statements of pg_stat_statements that name the target, or why there are none. */
export type RunningStatements =
  | {
      readonly statements: readonly { readonly query: string; readonly calls: number }[];
      /** Statements of other roles, whose text the role may not see. */
      readonly hidden: number;
    }
  | { readonly why: 'not installed' | 'not readable' };

// ------------------------------------------------------------------- Options

/** Choices about how, not what. All have defaults; the clock and names are inputs. */
export interface PlanOptions {
  /** What keeps old and new equal while code of several versions runs. */
  readonly sync: 'trigger' | 'app';
  /** With `sync: 'app'`: two deploys of code in place of three, and what that can lose. */
  readonly short: boolean;
  readonly lockTimeoutMs: number;
  /** Stops the backfill between batches after so many seconds, null: runs to the end. */
  readonly maxRuntimeSeconds: number | null;
  /** Functions (schema.name) whose string body the person has read and will change. */
  readonly acknowledge: readonly string[];
  readonly trackWriters: boolean;
  /** A column's rename: a second column that is kept equal, or a view in the table's place that shows both names. */
  readonly strategy: StrategyName;
  /** A table's rename: sequences, indexes and constraints that carry its name take the new one along. */
  readonly renameDependents: boolean;
  /** The command line that makes this plan again. */
  readonly command: string;
}

// -------------------------------------------------------------------- Files

export interface OutputFile {
  /** Relative to the directory of the migrations or of the plan. */
  readonly path: string;
  readonly phase: PhaseName | null;
  readonly direction: 'up' | 'down';
  /** May run inside a transaction block. */
  readonly transaction: boolean;
  /** An up file that also says how it is taken back. */
  readonly reversible?: boolean;
  /**
   * What no migration tool runs: a `sidecar` stands beside a migration or lists it (a journal), a `script` is run by a person with
   * psql and lies in the plan's folder. Absent: a migration.
   */
  readonly role?: 'sidecar' | 'script';
  /** The file is there already, and this is its new text. */
  readonly replaces?: boolean;
  readonly content: string;
}

/** A file as plan.json lists it. Sidecars are not listed. */
export type ListedFile = Omit<OutputFile, 'content' | 'replaces'>;
