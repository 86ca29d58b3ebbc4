import type { Catalog, Column, Constraint, Index, Table } from '../../src/types.ts';

const column = (name: string, type: string, notNull = false): Column => ({
  name,
  attnum: 1,
  type,
  baseType: { schema: 'pg_catalog', name: type, kind: 'b', element: null },
  typeUnderDomain: type,
  domainNotNull: false,
  domainChecked: false,
  typeDefault: false,
  collation: null,
  notNull,
  default: null,
  identity: '',
  generated: '',
  sequence: null,
  storage: null,
  compression: null,
  statisticsTarget: null,
  options: [],
  comment: null,
  grants: [],
  securityLabels: [],
  averageWidth: null,
  nullFraction: null,
  local: true,
  inheritedFrom: 0,
});

const constraint = (
  name: string,
  type: Constraint['type'],
  definition: string,
  columns: string[],
  more: Partial<Constraint> = {},
): Constraint => ({
  name,
  type,
  definition,
  table: { schema: 'public', name: 'users' },
  columns,
  references: null,
  incoming: false,
  validated: true,
  deferrable: false,
  deferred: false,
  noInherit: false,
  enforced: true,
  local: true,
  inherited: false,
  index: null,
  comment: null,
  ...more,
});

const index = (name: string, columns: string[]): Index => ({
  schema: 'public',
  name,
  definition: `CREATE INDEX ${name} ON public.users USING btree (${columns.join()})`,
  columns,
  keyColumns: columns.length,
  unique: /pkey|uidx/.test(name),
  primary: false,
  exclusion: false,
  immediate: true,
  nullsNotDistinct: false,
  partial: false,
  hasExpressions: false,
  method: 'btree',
  valid: true,
  clustered: false,
  replicaIdentity: false,
  constraint: null,
  tablespace: null,
  bytes: 0,
  comment: null,
  statistics: [],
  extensions: [],
  parent: null,
  dependents: [],
});

/** The SQL whose catalog `usersCatalog` is. */
export const USERS = `
  CREATE TABLE orgs (id int PRIMARY KEY, note text);
  CREATE TABLE users (id int, full_name text, email text, age int, org_id int, lvl int NOT NULL DEFAULT 0,
    CONSTRAINT users_pkey PRIMARY KEY (id), CONSTRAINT age_known CHECK (age IS NOT NULL AND age > 0));
  CREATE INDEX users_age_idx ON users (age);
  CREATE UNIQUE INDEX users_email_uidx ON users (email);
  CREATE VIEW v AS SELECT full_name FROM users;
  CREATE MATERIALIZED VIEW mv AS SELECT full_name FROM users;
  CREATE STATISTICS st ON age, org_id FROM users;
  CREATE TABLE child (id int PRIMARY KEY, user_id int, CONSTRAINT child_fk FOREIGN KEY (user_id) REFERENCES users (id));
  CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION f();
  CREATE POLICY p ON users USING (true);
  CREATE RULE r AS ON DELETE TO users DO NOTHING;
  CREATE PUBLICATION pub;
  INSERT INTO orgs VALUES (1);
  INSERT INTO users SELECT n, 'name' || n, 'mail' || n, n, 1 FROM generate_series(1, 500) AS n;
  ANALYZE;
`;

/** A hand-written catalog of the table in USERS. */
export function usersCatalog(major: number): Catalog {
  const users = { schema: 'public', name: 'users' };
  const table: Table = {
    ...users,
    oid: 1,
    kind: 'r',
    persistence: 'p',
    owner: 'postgres',
    comment: null,
    grants: [],
    defaultGrantees: [],
    rows: 500,
    pages: 5,
    bytes: 40_960,
    indexBytes: 0,
    fillfactor: 100,
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'd',
    isPartition: false,
    parents: [],
    children: [],
    family: [],
    extension: null,
    rowTypeUsers: [],
    rowTypeFunctions: [],
    columns: [
      column('id', 'integer', true),
      column('full_name', 'text'),
      column('email', 'text'),
      column('age', 'integer'),
      column('org_id', 'integer'),
      column('lvl', 'integer', true),
    ],
    indexes: [index('users_pkey', ['id']), index('users_age_idx', ['age']), index('users_email_uidx', ['email'])],
    constraints: [
      constraint('users_pkey', 'p', 'PRIMARY KEY (id)', ['id'], { index: 'users_pkey' }),
      constraint('age_known', 'c', 'CHECK (((age IS NOT NULL) AND (age > 0)))', ['age']),
      constraint('child_fk', 'f', 'FOREIGN KEY (user_id) REFERENCES public.users(id)', ['id'], {
        table: { schema: 'public', name: 'child' },
        references: { schema: 'public', name: 'users' },
        incoming: true,
      }),
    ],
    triggers: [],
    policies: [],
    rules: [],
    statistics: [
      {
        schema: 'public',
        name: 'st',
        definition: '',
        owner: 'postgres',
        columns: ['age', 'org_id'],
        target: null,
        comment: null,
      },
    ],
    publications: [],
    views: ['v', 'mv'].map((name) => ({
      schema: 'public',
      name,
      materialized: name === 'mv',
      definition: 'SELECT full_name FROM public.users',
      owner: 'postgres',
      options: [],
      outputs: ['full_name'],
      columns: ['full_name'],
      extension: null,
    })),
    functions: [],
    otherDependents: [],
    helpers: [],
    takenNames: [],
    partitionKey: [],
  };
  return {
    server: { versionNum: major * 10_000, major },
    role: {
      name: 'postgres',
      superuser: true,
      maySetReplicationRole: true,
      maySetDeadlockTimeout: true,
      ownsTable: true,
    },
    target: 'columns',
    searchPath: ['public'],
    table,
    others: [],
    answers: { types: [], expressions: [] },
    environment: {
      deadlockTimeoutMs: 1000,
      blockSize: 8192,
      roleSettings: [],
      oldestTransactionSeconds: null,
      replicaLagBytes: null,
      logicalReplication: false,
    },
  };
}
