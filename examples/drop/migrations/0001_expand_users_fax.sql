-- Let code stop writing public.users.fax
--
-- Lets code stop writing public.users.fax: NOT NULL is dropped. Makes the empty archive
-- expand_contract_archive.ec_archive_users_fax_a12a36.
-- Goes out with deploy 1, before its code.
-- Locks: ACCESS EXCLUSIVE on public.users for some milliseconds; no attempt waits longer than 100 ms,
-- and it is tried again.
-- Going back: roll the code back; the database need not go back with it.
-- Plan drop-users-fax; it may be run again at any time. Do not run it inside a transaction.

-- Let rows do without public.users.fax
-- Code that no longer names the column must be able to insert.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'Is this the right database?';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'fax' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users.fax is not there any more: contract has run, nothing to do.';
    RETURN;
  END IF;

  -- Catalog changes only; what old code writes and reads stays as it is.
  DECLARE
    attempt integer := 0;
    budget integer := 100;
    asked timestamptz;
  BEGIN
    LOOP
      attempt := attempt + 1;
      BEGIN
        asked := pg_catalog.clock_timestamp();
        PERFORM pg_catalog.set_config('lock_timeout', budget || 'ms', true);
        -- Autovacuum gives way only to a waiter whose deadlock check runs, so that check must come before the lock timeout.
        IF pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') THEN
          PERFORM pg_catalog.set_config('deadlock_timeout', '40ms', true);
        END IF;
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        LOCK TABLE ONLY public.users IN ACCESS EXCLUSIVE MODE;
        IF (CASE WHEN pg_catalog.to_regnamespace('expand_contract_archive') IS NULL THEN NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
          ELSE NOT (pg_catalog.has_schema_privilege('expand_contract_archive', 'CREATE') AND pg_catalog.has_schema_privilege('postgres', 'expand_contract_archive', 'CREATE')) END) THEN
          RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The schema expand_contract_archive, for what would be lost, cannot be made or used by this role.', HINT = 'As its owner, or as a superuser: CREATE SCHEMA IF NOT EXISTS expand_contract_archive AUTHORIZATION postgres; GRANT USAGE, CREATE ON SCHEMA expand_contract_archive TO postgres; then run this file again.';
        END IF;
        IF pg_catalog.to_regnamespace('expand_contract_archive') IS NULL THEN
          CREATE SCHEMA expand_contract_archive AUTHORIZATION postgres;
        END IF;
        CREATE TABLE IF NOT EXISTS expand_contract_archive.ec_archive_users_fax_a12a36 (id bigint, fax text, CONSTRAINT ec_key_users_fax_2c2151 PRIMARY KEY (id));
        ALTER TABLE expand_contract_archive.ec_archive_users_fax_a12a36 OWNER TO postgres;
        REVOKE ALL ON TABLE expand_contract_archive.ec_archive_users_fax_a12a36 FROM PUBLIC;
        COMMENT ON TABLE expand_contract_archive.ec_archive_users_fax_a12a36 IS 'expand-contract: archive of plan drop-users-fax (public.users.fax)';
        ALTER TABLE public.users ALTER COLUMN fax DROP NOT NULL;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        IF attempt >= 300 THEN
          RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'public.users stayed locked through 300 attempts; nothing was changed by this step', HINT = 'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.';
        END IF;
        IF attempt % 10 = 0 THEN
          RAISE NOTICE '%', 'waiting for a lock on public.users: another transaction holds it';
        END IF;
        -- Without the right to set deadlock_timeout, every twentieth attempt outlasts it once when a vacuum is in the way.
        budget := 100;
        IF attempt % 20 = 19 AND NOT pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') AND EXISTS (
          SELECT FROM pg_catalog.pg_locks AS held JOIN pg_catalog.pg_stat_progress_vacuum AS vacuum ON vacuum.pid = held.pid
          WHERE held.relation = pg_catalog.to_regclass('public.users') AND held.granted
        ) THEN
          budget := 100 + (SELECT setting::integer FROM pg_catalog.pg_settings WHERE name = 'deadlock_timeout');
        END IF;
      END;
      COMMIT;
      PERFORM pg_catalog.pg_sleep(100 / 1000.0 * (1.5 + 2 * pg_catalog.random()));
    END LOOP;
    COMMIT;
  END;
END
$plan$;
