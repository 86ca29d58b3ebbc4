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
