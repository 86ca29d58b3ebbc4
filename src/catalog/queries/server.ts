import { type Section, since } from './section.ts';

/** Role and Environment, without what the publications say. */
export const server: Section = (version) => `
  SELECT current_user AS name,
    own.rolsuper AS superuser,
    ${since(version, 15, "has_parameter_privilege('session_replication_role', 'SET')", 'own.rolsuper')} AS "maySetReplicationRole",
    ${since(version, 15, "has_parameter_privilege('deadlock_timeout', 'SET')", 'own.rolsuper')} AS "maySetDeadlockTimeout",
    pg_has_role((SELECT relowner FROM pg_class WHERE oid = target.oid), 'USAGE') AS "ownsTable",
    (extract(epoch FROM current_setting('deadlock_timeout')::interval) * 1000)::int AS "deadlockTimeoutMs",
    current_setting('block_size')::int AS "blockSize",
    current_setting('wal_level') = 'logical' AS "logicalWal",
    EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = target.oid) AS subscribed,
    -- In whole seconds; other users' transactions are hidden from a role without pg_read_all_stats.
    (SELECT max(extract(epoch FROM clock_timestamp() - xact_start))::int FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()) AS "oldestTransactionSeconds",
    -- pg_current_wal_lsn() fails on a standby. Walsenders of logical slots are subscribers, not standbys.
    CASE WHEN NOT pg_is_in_recovery() THEN
      (SELECT max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)) FROM pg_stat_replication
       WHERE pid NOT IN (SELECT active_pid FROM pg_replication_slots WHERE slot_type = 'logical' AND active_pid IS NOT NULL))
    END AS "replicaLagBytes"
  FROM target JOIN pg_roles own ON own.rolname = current_user`;

/** RoleSetting of this database, of every database, of every role: the migration may run as another role. */
export const roleSettings: Section = () => `
  SELECT CASE WHEN setrole <> 0 THEN pg_get_userbyid(setrole) END AS role,
    CASE WHEN setdatabase <> 0 THEN current_database() END AS database,
    split_part(setting, '=', 1) AS name,
    substr(setting, strpos(setting, '=') + 1) AS value
  FROM pg_db_role_setting CROSS JOIN unnest(setconfig) setting
  WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND split_part(setting, '=', 1) IN
      ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
  ORDER BY 1, 2, 3`;
