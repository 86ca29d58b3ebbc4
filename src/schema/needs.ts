import type { Node } from '../sql/parse.ts';
import type { DumpStatement } from './statements.ts';
import { eachNode, nameParts } from './walk.ts';

/** What statements take for granted that a new PostgreSQL does not have. */
export interface Needs {
  readonly roles: ReadonlySet<string>;
  /** Roles under whose name objects are created (SET SESSION AUTHORIZATION, SET ROLE). */
  readonly creators: ReadonlySet<string>;
  readonly tablespaces: ReadonlySet<string>;
  /** Of pg_catalog: what initdb took over from the operating system of that server. */
  readonly collations: ReadonlySet<string>;
  readonly extensions: ReadonlyMap<string, DumpStatement>;
}

/** Collects them from the trees. */
export function needsOf(statements: readonly DumpStatement[]): Needs {
  const roles = new Set<string>();
  const creators = new Set<string>();
  const tablespaces = new Set<string>();
  const collations = new Set<string>();
  const unqualified = new Set<string>();
  const own = new Set<string>();
  const extensions = new Map<string, DumpStatement>();
  let creator: string | null = null;
  for (const statement of statements) {
    const { node } = statement;
    if ('CreateExtensionStmt' in node) extensions.set(node.CreateExtensionStmt.extname ?? '', statement);
    if ('CreateRoleStmt' in node) add(roles, node.CreateRoleStmt.role);
    const setting = settingOf(node);
    if (setting !== null && ['role', 'session_authorization'].includes(setting.name)) {
      creator = setting.value;
      add(roles, creator);
    } else if (setting?.name === 'default_tablespace') {
      add(tablespaces, setting.value);
    } else if (creator !== null && !('GrantStmt' in node)) {
      creators.add(creator);
    }
    eachNode(node, (each) => {
      if (each['roletype'] === 'ROLESPEC_CSTRING') add(roles, each['rolename']);
      for (const key of ['tablespacename', 'tableSpace', 'tableSpaceName']) add(tablespaces, each[key]);
      if (each['subtype'] === 'AT_SetTableSpace') add(tablespaces, each['name']);
      const [schema, ...name] = nameParts(each['collname'] ?? each['collation']);
      if (name.length === 0) add(unqualified, schema);
      else if (schema === 'pg_catalog') add(collations, name.at(-1));
    });
    if ('DefineStmt' in node && node.DefineStmt.kind === 'OBJECT_COLLATION') {
      add(own, nameParts(node.DefineStmt.defnames).at(-1));
    }
  }
  for (const name of unqualified) if (!own.has(name)) collations.add(name);
  return { roles, creators, tablespaces, collations, extensions };
}

/** The name and value of a SET, null for other statements; the value is null for RESET and DEFAULT. */
export function settingOf(node: Node): { readonly name: string; readonly value: string | null } | null {
  if (!('VariableSetStmt' in node)) return null;
  const { name = '', args } = node.VariableSetStmt;
  const [only] = args ?? [];
  const text = only !== undefined && 'A_Const' in only ? only.A_Const.sval?.sval : undefined;
  return { name: name.toLowerCase(), value: text ?? null };
}

function add(set: Set<string>, name: unknown): void {
  if (typeof name === 'string' && name !== '') set.add(name);
}
