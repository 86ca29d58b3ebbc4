import { deparse } from '../sql/deparse.ts';
import type { Node } from '../sql/parse.ts';
import { type Lz4, withoutLz4 } from './compression.ts';
import { settingOf } from './needs.ts';
import type { DumpStatement } from './statements.ts';
import { eachNode, nameParts } from './walk.ts';

/** What is done with a statement in place of what psql would do. */
export interface Action {
  /** In order; empty: the statement says nothing that a plan reads. */
  readonly run: readonly string[];
  /** Errors that psql would report and go on, by their SQLSTATE. */
  readonly forgive: readonly string[];
  readonly lz4?: Lz4;
}

/** The one database of the embedded PostgreSQL, and its superuser. */
export const EMBEDDED = 'postgres';

/** Bodies are checked by nobody, as in a dump, and nobody reads notices. */
export const LOADING = 'SET check_function_bodies = off; SET client_min_messages = error';

const skip: Action = { run: [], forgive: [] };
const run = (sql: string, forgive: readonly string[] = []): Action => ({ run: [sql], forgive });

// Objects outside the database or that no plan reads, and statements about rows.
const skipped = new Set(
  `InsertStmt UpdateStmt DeleteStmt MergeStmt CopyStmt TruncateStmt RefreshMatViewStmt VacuumStmt TransactionStmt LockStmt
   CheckPointStmt DiscardStmt ListenStmt UnlistenStmt NotifyStmt ExplainStmt LoadStmt AlterSystemStmt ReindexStmt
   CreatedbStmt DropdbStmt AlterDatabaseStmt AlterDatabaseRefreshCollStmt CreateTableSpaceStmt DropTableSpaceStmt
   AlterTableSpaceOptionsStmt CreateRoleStmt AlterRoleStmt DropRoleStmt GrantRoleStmt CreateSubscriptionStmt
   AlterSubscriptionStmt DropSubscriptionStmt CreateEventTrigStmt AlterEventTrigStmt CreateUserMappingStmt
   AlterUserMappingStmt DropUserMappingStmt AlterExtensionStmt AlterCollationStmt`.split(/\s+/),
);
const outside = new Set(
  `OBJECT_DATABASE OBJECT_EVENT_TRIGGER OBJECT_SUBSCRIPTION OBJECT_LARGEOBJECT OBJECT_TABLESPACE OBJECT_ROLE
   OBJECT_EXTENSION OBJECT_PARAMETER_ACL`.split(/\s+/),
);

// Rows, large objects and statistics that pg_dump writes as calls.
const DATA_CALL = /^(setval|lo_\w+|lowrite|loread|pg_restore_\w+_stats|pg_clear_\w+_stats)$/;

// The file is read as UTF-8, and nothing here waits.
const keptSettings = new Set(
  'client_encoding check_function_bodies client_min_messages statement_timeout lock_timeout idle_in_transaction_session_timeout transaction_timeout'.split(
    ' ',
  ),
);

/** SQLSTATE: undefined table, column, object, function, schema. */
const MISSING = ['42P01', '42703', '42704', '42883', '3F000'];
/** Unknown to this version, a value that it does not take, not to be set in a session. */
const STRANGE_SETTING = ['42704', '22023', '55P02', '0A000', '42501'];

/** Decides from the tree. */
export function actionFor({ node, text }: DumpStatement): Action {
  const [name = ''] = Object.keys(node);
  if (skipped.has(name) || outside.has(objectType(node)) || callsForData(node)) return skip;
  if ('VariableSetStmt' in node) return setting(node, text);
  if ('CreateExtensionStmt' in node) return createExtension(node);
  if ('AlterDatabaseSetStmt' in node) {
    return run(deparse({ AlterDatabaseSetStmt: { ...node.AlterDatabaseSetStmt, dbname: EMBEDDED } }), STRANGE_SETTING);
  }
  if ('AlterRoleSetStmt' in node) {
    const { database, ...rest } = node.AlterRoleSetStmt;
    const here = database === undefined ? {} : { database: EMBEDDED };
    return run(deparse({ AlterRoleSetStmt: { ...rest, ...here } }), STRANGE_SETTING);
  }
  if ('CreateSchemaStmt' in node && node.CreateSchemaStmt.schemaname === 'public') return run(text, ['42P06']);
  if ('CreatePLangStmt' in node) return run(text, ['42710']);
  // DROP SCHEMA public of pg_dump --clean, when an extension is in it.
  if ('DropStmt' in node) return run(text, [...MISSING, '2BP01']);
  if (onlyDrops(node)) return run(text, MISSING);
  const bare = withoutLz4(node);
  return bare === null ? run(text) : { ...bare, forgive: [] };
}

function objectType(node: Node): string {
  if ('CommentStmt' in node) return node.CommentStmt.objtype ?? '';
  if ('AlterOwnerStmt' in node) return node.AlterOwnerStmt.objectType ?? '';
  if ('GrantStmt' in node) return node.GrantStmt.objtype ?? '';
  if ('DropStmt' in node) return node.DropStmt.removeType === 'OBJECT_EVENT_TRIGGER' ? 'OBJECT_EVENT_TRIGGER' : '';
  if ('RenameStmt' in node) return node.RenameStmt.renameType ?? '';
  return '';
}

function callsForData(node: Node): boolean {
  if (!('SelectStmt' in node)) return false;
  let found = false;
  eachNode(node, (each) => {
    found ||= DATA_CALL.test(nameParts(each['funcname']).at(-1) ?? '');
  });
  return found;
}

function setting(node: Extract<Node, { VariableSetStmt: unknown }>, text: string): Action {
  const said = settingOf(node);
  if (said === null || keptSettings.has(said.name)) return skip;
  // Inside PGlite, RESET and DEFAULT do not lead back.
  if (said.name === 'session_authorization' && said.value === null) return run(`SET SESSION AUTHORIZATION ${EMBEDDED}`);
  if (node.VariableSetStmt.kind === 'VAR_RESET_ALL') return { run: [text, LOADING], forgive: [] };
  return run(text, STRANGE_SETTING);
}

function createExtension(node: Extract<Node, { CreateExtensionStmt: unknown }>): Action {
  const { extname = '', options = [], ...rest } = node.CreateExtensionStmt;
  if (extname === 'plpgsql') return skip;
  // A wrapper without its library: foreign tables can be described, which is all that is needed.
  if (isWrapper(extname)) return run(deparse({ CreateFdwStmt: { fdwname: extname } }), ['42710']);
  // The version that is shipped is not the one of that server.
  const kept = options.filter((option) => !('DefElem' in option) || option.DefElem.defname !== 'new_version');
  const more = kept.length === 0 ? {} : { options: kept };
  return run(deparse({ CreateExtensionStmt: { ...rest, extname, ...more, if_not_exists: true } }));
}

/** A foreign-data wrapper, such as postgres_fdw. */
export function isWrapper(extension: string): boolean {
  return extension.endsWith('_fdw') && extension !== 'file_fdw';
}

/** What pg_dump --clean writes before it creates. */
function onlyDrops(node: Node): boolean {
  if (!('AlterTableStmt' in node)) return false;
  const drops = ['AT_DropConstraint', 'AT_DropColumn', 'AT_DropIdentity', 'AT_DropInherit', 'AT_DetachPartition'];
  return (node.AlterTableStmt.cmds ?? []).every(
    (cmd) =>
      'AlterTableCmd' in cmd &&
      (drops.includes(cmd.AlterTableCmd.subtype ?? '') ||
        (cmd.AlterTableCmd.subtype === 'AT_ColumnDefault' && cmd.AlterTableCmd.def === undefined)),
  );
}
