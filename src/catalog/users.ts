import type { QualifiedName, SequenceFacts, Table, User, Users } from '../types.ts';
import type { SqlClient } from './client.ts';
import { ARCHIVES, DESCRIBED, DOMAIN_CHECKS, FACTS, IDENTITY_SEQUENCE, USERS } from './queries/uses.ts';

/** An object as pg_depend names it; a column of a relation, or 0 for all of it. */
interface Node {
  readonly class: string;
  readonly oid: number;
  readonly column: number;
}

/** What is known of an object; the rest of a row are the fields of its User. */
interface Row {
  readonly oid: number;
  readonly kind: string;
  readonly on?: number;
  readonly relkind?: string;
  readonly attnums?: readonly number[];
  readonly table?: QualifiedName;
}

const keyOf = ({ class: of, oid, column }: Node): string => `${of} ${oid} ${column}`;

/**
 * All that uses the columns, or the table when there are none, in an order in which it can be dropped. What PostgreSQL
 * drops with them of its own accord (indexes, constraints and triggers of the table, its row type) is passed through.
 */
export async function usersOf(client: SqlClient, table: Table, columns: readonly string[]): Promise<Users> {
  const search = new Search(client, table, columns);
  await search.run();
  const archives = await client.query<{ name: string; comment: string }>(ARCHIVES);
  const list = await search.users();
  const [column] = columns;
  if (column === undefined) return { list, archives, domainChecks: [], identity: null };
  const checks = await client.query<{ definition: string }>(DOMAIN_CHECKS, [table.oid, column]);
  const [identity = null] = await client.query<SequenceFacts>(IDENTITY_SEQUENCE, [table.oid, column]);
  return { list, archives, domainChecks: checks.map(({ definition }) => definition), identity };
}

class Search {
  private readonly client: SqlClient;
  private readonly tables: readonly Table[];
  private readonly columns: readonly string[];
  private readonly nodes = new Map<string, Node>();
  private readonly facts = new Map<string, Row>();
  /** What uses each object. */
  private readonly usedBy = new Map<string, string[]>();

  constructor(client: SqlClient, table: Table, columns: readonly string[]) {
    this.client = client;
    this.tables = [table, ...table.family];
    this.columns = columns;
  }

  async run(): Promise<void> {
    let frontier = this.seeds();
    for (const node of frontier) this.nodes.set(keyOf(node), node);
    while (frontier.length > 0) frontier = await this.next(frontier);
  }

  private seeds(): Node[] {
    return this.tables.flatMap(({ oid, columns }): Node[] =>
      this.columns.length === 0
        ? [{ class: 'pg_class', oid, column: 0 }]
        : columns
            .filter(({ name }) => this.columns.includes(name))
            .map(({ attnum }) => ({ class: 'pg_class', oid, column: attnum })),
    );
  }

  /** The users of some objects that were not met before. */
  private async next(frontier: readonly Node[]): Promise<Node[]> {
    const rows = await this.client.query<Node & { at: string }>(USERS, [
      frontier.map((node) => node.class),
      frontier.map(({ oid }) => oid),
      frontier.map(({ column }) => column),
    ]);
    const found: Node[] = [];
    for (const { at, ...node } of rows) {
      const used = frontier[Number(at) - 1];
      if (used === undefined || keyOf(used) === keyOf(node)) continue;
      const before = this.nodes.get(keyOf(node));
      this.usedBy.set(keyOf(used), [...(this.usedBy.get(keyOf(used)) ?? []), keyOf(node)]);
      if (before !== undefined) continue;
      this.nodes.set(keyOf(node), node);
      found.push(node);
    }
    await this.learn(found);
    return found.filter((node) => !this.isDeadEnd(node));
  }

  private async learn(nodes: readonly Node[]): Promise<void> {
    for (const [name, query] of Object.entries(FACTS)) {
      const oids = nodes.filter((node) => node.class === name).map(({ oid }) => oid);
      if (oids.length === 0) continue;
      for (const row of await this.client.query<Row>(query, [oids])) this.facts.set(`${name} ${row.oid}`, row);
    }
  }

  private factsOf = ({ class: of, oid }: Node): Row | undefined => this.facts.get(`${of} ${oid}`);

  private ours(oid: number | undefined): boolean {
    return this.tables.some((table) => table.oid === oid);
  }

  /** A column of another table stays, so what uses it is no business of the plan. */
  private isDeadEnd(node: Node): boolean {
    return node.class === 'pg_class' && node.column > 0 && !this.ours(node.oid);
  }

  /** What a node is to the plan, null when it goes with the target by itself. */
  private userOf(node: Node): User | 'other' | null {
    const facts = this.factsOf(node);
    if (node.class === 'pg_class' && node.column > 0) return this.columnUser(node);
    if (node.class === 'pg_type' || (node.class === 'pg_class' && this.ours(node.oid))) return null;
    if (facts === undefined) return 'other';
    const { oid: _oid, on, relkind, attnums, kind, ...rest } = facts;
    switch (kind) {
      case 'view':
        return { kind, ...rest } as unknown as User;
      case 'relation':
        return relkind === 'i' || relkind === 'I' || relkind === 't' || this.ours(node.oid) ? null : 'other';
      case 'sequence':
      case 'internal':
        return null;
      case 'constraint':
        return this.ours(on) ? null : 'other';
      case 'foreign-key':
        return this.goesAlong(on, attnums ?? []) ? null : ({ kind, ...rest } as unknown as User);
      case 'default':
        return this.goesAlong(on, attnums ?? []) || this.onView(on) ? null : 'other';
      case 'function':
        return { kind, ...rest } as unknown as User;
      default:
        // A trigger, rule, policy, statistics or publication: of the table itself it goes with the table.
        if (this.columns.length === 0 && this.ours(on)) return null;
        return this.onView(on) ? null : ({ kind, ...rest } as unknown as User);
    }
  }

  /** A foreign key from the column itself, or its default. */
  private goesAlong(on: number | undefined, attnums: readonly number[]): boolean {
    const table = this.tables.find(({ oid }) => oid === on);
    if (table === undefined) return false;
    if (this.columns.length === 0) return true;
    return table.columns.some(({ name, attnum }) => this.columns.includes(name) && attnums.includes(attnum));
  }

  /** What is on a view that is dropped goes with it. */
  private onView(on: number | undefined): boolean {
    return on !== undefined && this.facts.get(`pg_class ${on}`)?.kind === 'view';
  }

  private columnUser({ oid, column }: Node): User | 'other' | null {
    const table = this.tables.find((each) => each.oid === oid);
    if (table === undefined) return 'other';
    const own = table.columns.find(({ attnum }) => attnum === column);
    if (this.columns.length === 0 || own === undefined || this.columns.includes(own.name)) return null;
    return own.generated === '' ? 'other' : { kind: 'generated', name: own.name, table: nameOf(table) };
  }

  /** Users before what they use. */
  async users(): Promise<User[]> {
    const order: string[] = [];
    const seen = new Set<string>();
    const visit = (key: string): void => {
      if (seen.has(key)) return;
      seen.add(key);
      for (const user of this.usedBy.get(key) ?? []) visit(user);
      order.push(key);
    };
    for (const node of this.seeds()) visit(keyOf(node));
    const nodes = order.flatMap((key) => this.nodes.get(key) ?? []);
    const users = nodes.map((node) => this.userOf(node));
    const others = nodes.filter((_, at) => users[at] === 'other');
    const described = await this.describe(others);
    return [...users.filter((user) => user !== 'other' && user !== null), ...described] as User[];
  }

  private async describe(nodes: readonly Node[]): Promise<User[]> {
    if (nodes.length === 0) return [];
    const rows = await this.client.query<{ says: string }>(DESCRIBED, [
      nodes.map((node) => node.class),
      nodes.map(({ oid }) => oid),
      nodes.map(({ column }) => column),
    ]);
    return [...new Set(rows.map(({ says }) => says))].map((name): User => ({ kind: 'other', name }));
  }
}

const nameOf = ({ schema, name }: QualifiedName): QualifiedName => ({ schema, name });
