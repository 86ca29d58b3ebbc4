-- Archive public.users.fax
--
-- Archives public.users.fax in small transactions, and notes what changes from then on.
-- Goes out with deploy 2, when no old code is left.
-- Locks: SHARE ROW EXCLUSIVE on public.users for some milliseconds, tried again like all locks; the
-- rows are read without a lock.
-- Going back: it may be stopped at any time, and goes on when it is run again.
-- Plan drop-users-fax; it may be run again at any time. Do not run it inside a transaction.

-- Archive the values of public.users.fax by key
-- A dropped column cannot be had back. Its values go where a person, or the down file, finds them.
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

  IF NOT pg_catalog.to_regclass('expand_contract_archive.ec_archive_users_fax_a12a36') IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no archive for public.users.fax yet.', HINT = 'Run the expand file first.';
  END IF;

  IF pg_catalog.current_setting('statement_timeout') <> '0' THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
      MESSAGE = pg_catalog.concat('statement_timeout is ', pg_catalog.current_setting('statement_timeout'), ': it would stop this backfill half-way, and nothing inside it can lift it.'),
      HINT = 'Run it again with PGOPTIONS=''-c statement_timeout=0'' in the environment, or after SET statement_timeout = 0.';
  END IF;

  -- From here on the keys of rows that change are noted, for the archive to follow.
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
        LOCK TABLE ONLY public.users IN SHARE ROW EXCLUSIVE MODE;
        CREATE TABLE IF NOT EXISTS expand_contract_archive.ec_changes_users_fax_0f4eb0 (expand_contract_member oid, id bigint);
        ALTER TABLE expand_contract_archive.ec_changes_users_fax_0f4eb0 OWNER TO postgres;
        REVOKE ALL ON TABLE expand_contract_archive.ec_changes_users_fax_0f4eb0 FROM PUBLIC;
        COMMENT ON TABLE expand_contract_archive.ec_changes_users_fax_0f4eb0 IS 'expand-contract: changes of plan drop-users-fax';
        CREATE OR REPLACE FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $ec$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO expand_contract_archive.ec_changes_users_fax_0f4eb0 (id) VALUES (OLD.id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO expand_contract_archive.ec_changes_users_fax_0f4eb0 (id) VALUES (NEW.id);
  END IF;
  RETURN NULL;
END;
$ec$;
        REVOKE EXECUTE ON FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f() FROM PUBLIC;
        ALTER FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f() OWNER TO postgres;
        COMMENT ON FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f() IS 'expand-contract: track function of plan drop-users-fax';
        CREATE OR REPLACE TRIGGER ec_track_insert_users_fax_f12db1 AFTER INSERT ON public.users
          FOR EACH ROW WHEN (NEW.fax IS NOT NULL) EXECUTE FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER ec_track_insert_users_fax_f12db1;
        COMMENT ON TRIGGER ec_track_insert_users_fax_f12db1 ON public.users IS 'expand-contract: track trigger of plan drop-users-fax';
        CREATE OR REPLACE TRIGGER ec_track_update_users_fax_031bd7 AFTER UPDATE ON public.users
          FOR EACH ROW WHEN (ROW(NEW.fax)::record OPERATOR(pg_catalog.*<>) ROW(OLD.fax)::record OR ROW(NEW.id)::record OPERATOR(pg_catalog.*<>) ROW(OLD.id)::record) EXECUTE FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER ec_track_update_users_fax_031bd7;
        COMMENT ON TRIGGER ec_track_update_users_fax_031bd7 ON public.users IS 'expand-contract: track trigger of plan drop-users-fax';
        CREATE OR REPLACE TRIGGER ec_track_delete_users_fax_aed302 AFTER DELETE ON public.users
          FOR EACH ROW WHEN (OLD.fax IS NOT NULL) EXECUTE FUNCTION expand_contract_archive.ec_track_users_fax_9bc66f();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER ec_track_delete_users_fax_aed302;
        COMMENT ON TRIGGER ec_track_delete_users_fax_aed302 ON public.users IS 'expand-contract: track trigger of plan drop-users-fax';
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

  -- What an earlier run has noted.
  LOOP
    -- The index on the key, whatever the statistics say; with the values of each batch, so that the first one needs no other statement.
    PERFORM pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('enable_sort', 'off', true),
      pg_catalog.set_config('enable_bitmapscan', 'off', true), pg_catalog.set_config('enable_hashjoin', 'off', true),
      pg_catalog.set_config('enable_mergejoin', 'off', true), pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true),
      pg_catalog.set_config('row_security', 'off', true);
    -- What is lost in a crash is archived again.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    EXIT WHEN NOT EXISTS (SELECT FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member IS NULL);
    WITH taken AS (
      DELETE FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted
        WHERE noted.ctid = ANY (ARRAY(SELECT pending.ctid FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS pending WHERE pending.expand_contract_member IS NULL LIMIT 5000)) RETURNING noted.id
    ), changed AS (
      SELECT DISTINCT taken.id FROM taken
    ), removed AS (
      DELETE FROM expand_contract_archive.ec_archive_users_fax_a12a36 AS archived USING changed
        WHERE archived.id = changed.id AND NOT EXISTS (SELECT FROM ONLY public.users AS own WHERE own.id = changed.id AND own.fax IS NOT NULL)
    )
    INSERT INTO expand_contract_archive.ec_archive_users_fax_a12a36 AS archived (id, fax)
      SELECT own.id, own.fax FROM changed JOIN ONLY public.users AS own ON own.id = changed.id WHERE own.fax IS NOT NULL
      ON CONFLICT ON CONSTRAINT ec_key_users_fax_2c2151 DO UPDATE SET fax = EXCLUDED.fax WHERE archived.fax IS DISTINCT FROM EXCLUDED.fax;
    COMMIT;
  END LOOP;
  COMMIT;

  -- The list of changes begins anew where it is empty.
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
        LOCK TABLE ONLY expand_contract_archive.ec_changes_users_fax_0f4eb0 IN ACCESS EXCLUSIVE MODE;
        IF NOT EXISTS (SELECT FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member IS NULL) THEN
          TRUNCATE expand_contract_archive.ec_changes_users_fax_0f4eb0;
        END IF;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        IF attempt >= 300 THEN
          RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'expand_contract_archive.ec_changes_users_fax_0f4eb0 stayed locked through 300 attempts; nothing was changed by this step', HINT = 'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.';
        END IF;
        IF attempt % 10 = 0 THEN
          RAISE NOTICE '%', 'waiting for a lock on expand_contract_archive.ec_changes_users_fax_0f4eb0: another transaction holds it';
        END IF;
        -- Without the right to set deadlock_timeout, every twentieth attempt outlasts it once when a vacuum is in the way.
        budget := 100;
        IF attempt % 20 = 19 AND NOT pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') AND EXISTS (
          SELECT FROM pg_catalog.pg_locks AS held JOIN pg_catalog.pg_stat_progress_vacuum AS vacuum ON vacuum.pid = held.pid
          WHERE held.relation = pg_catalog.to_regclass('expand_contract_archive.ec_changes_users_fax_0f4eb0') AND held.granted
        ) THEN
          budget := 100 + (SELECT setting::integer FROM pg_catalog.pg_settings WHERE name = 'deadlock_timeout');
        END IF;
      END;
      COMMIT;
      PERFORM pg_catalog.pg_sleep(100 / 1000.0 * (1.5 + 2 * pg_catalog.random()));
    END LOOP;
    COMMIT;
  END;

  -- Archive fax by id, in small transactions that may be stopped at any time.
  -- By key, because a row that is updated moves to another page but keeps its key; where it does not, the trigger has noted it.
  DECLARE
    "plan: batch" CONSTANT bigint := 10000;
    members CONSTANT oid[] := ARRAY(
      WITH RECURSIVE family (oid, level) AS (
        SELECT pg_catalog.to_regclass('public.users')::oid, 0
        UNION
        SELECT child.inhrelid, family.level + 1 FROM family JOIN pg_catalog.pg_inherits AS child ON child.inhparent = family.oid
      )
      SELECT family.oid FROM family JOIN pg_catalog.pg_class AS c ON c.oid = family.oid
        WHERE family.level >= 0 AND c.relkind = ANY ('{r}'::"char"[]) GROUP BY family.oid ORDER BY max(family.level), family.oid
    );
    fresh CONSTANT boolean := NOT EXISTS (SELECT FROM expand_contract_archive.ec_archive_users_fax_a12a36);
    last record;
    seen bigint := 0;
    total bigint := 0;
    started CONSTANT timestamptz := pg_catalog.clock_timestamp();
    spoken timestamptz := pg_catalog.clock_timestamp();
  BEGIN
    DELETE FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member IS NOT NULL;
    COMMIT;
    -- The index on the key, whatever the statistics say; with the values of each batch, so that the first one needs no other statement.
        PERFORM pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('enable_sort', 'off', true),
          pg_catalog.set_config('enable_bitmapscan', 'off', true), pg_catalog.set_config('enable_hashjoin', 'off', true),
          pg_catalog.set_config('enable_mergejoin', 'off', true), pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true),
          pg_catalog.set_config('row_security', 'off', true);
        -- What is lost in a crash is archived again.
        PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    SELECT own.id INTO last FROM ONLY public.users AS own ORDER BY own.id LIMIT 1;
    IF FOUND THEN
      LOOP
        -- The index on the key, whatever the statistics say; with the values of each batch, so that the first one needs no other statement.
        PERFORM pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('enable_sort', 'off', true),
          pg_catalog.set_config('enable_bitmapscan', 'off', true), pg_catalog.set_config('enable_hashjoin', 'off', true),
          pg_catalog.set_config('enable_mergejoin', 'off', true), pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true),
          pg_catalog.set_config('row_security', 'off', true);
        -- What is lost in a crash is archived again.
        PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
        -- ON CONFLICT costs as much again as the row itself, so only where the archive has rows that may be in the way.
        IF (fresh OR seen > 0) AND NOT EXISTS (SELECT FROM expand_contract_archive.ec_archive_users_fax_a12a36 AS archived WHERE (archived.id) > (last.id)) THEN
          WITH batch AS MATERIALIZED (
            SELECT own.id, own.fax FROM ONLY public.users AS own WHERE (own.id) >= (last.id) ORDER BY own.id LIMIT "plan: batch"
          ), added AS (
            INSERT INTO expand_contract_archive.ec_archive_users_fax_a12a36 (id, fax) SELECT batch.id, batch.fax FROM batch WHERE batch.fax IS NOT NULL
              AND NOT EXISTS (SELECT FROM expand_contract_archive.ec_archive_users_fax_a12a36 AS archived WHERE archived.id = batch.id)
            RETURNING 1
          )
          SELECT batch.id, (SELECT pg_catalog.count(*) FROM batch) AS expand_contract_read, (SELECT pg_catalog.count(*) FROM added) AS expand_contract_written
            INTO last FROM batch ORDER BY batch.id DESC LIMIT 1;
        ELSE
          WITH batch AS MATERIALIZED (
            SELECT own.id, own.fax FROM ONLY public.users AS own WHERE (own.id) >= (last.id) ORDER BY own.id LIMIT "plan: batch"
          ), added AS (
            INSERT INTO expand_contract_archive.ec_archive_users_fax_a12a36 AS archived (id, fax) SELECT batch.id, batch.fax FROM batch WHERE batch.fax IS NOT NULL
            ON CONFLICT ON CONSTRAINT ec_key_users_fax_2c2151 DO UPDATE SET fax = EXCLUDED.fax WHERE archived.fax IS DISTINCT FROM EXCLUDED.fax
            RETURNING 1
          )
          SELECT batch.id, (SELECT pg_catalog.count(*) FROM batch) AS expand_contract_read, (SELECT pg_catalog.count(*) FROM added) AS expand_contract_written
            INTO last FROM batch ORDER BY batch.id DESC LIMIT 1;
        END IF;
        seen := seen + last.expand_contract_read;
        total := total + last.expand_contract_written;
        COMMIT;
        EXIT WHEN last.expand_contract_read < "plan: batch";
        IF pg_catalog.clock_timestamp() > spoken + interval '5 seconds' THEN
          spoken := pg_catalog.clock_timestamp();
          RAISE NOTICE '% rows read, % archived', seen, total;
        END IF;
      END LOOP;
    END IF;
    INSERT INTO expand_contract_archive.ec_changes_users_fax_0f4eb0 (expand_contract_member) SELECT member FROM pg_catalog.unnest(members) AS member;
    COMMIT;
    RAISE NOTICE '% rows archived in % s', total, pg_catalog.round(extract(epoch FROM pg_catalog.clock_timestamp() - started)::numeric, 1);
  END;

  -- What has changed meanwhile.
  LOOP
    -- The index on the key, whatever the statistics say; with the values of each batch, so that the first one needs no other statement.
    PERFORM pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('enable_sort', 'off', true),
      pg_catalog.set_config('enable_bitmapscan', 'off', true), pg_catalog.set_config('enable_hashjoin', 'off', true),
      pg_catalog.set_config('enable_mergejoin', 'off', true), pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true),
      pg_catalog.set_config('row_security', 'off', true);
    -- What is lost in a crash is archived again.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    EXIT WHEN NOT EXISTS (SELECT FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member IS NULL);
    WITH taken AS (
      DELETE FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted
        WHERE noted.ctid = ANY (ARRAY(SELECT pending.ctid FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS pending WHERE pending.expand_contract_member IS NULL LIMIT 5000)) RETURNING noted.id
    ), changed AS (
      SELECT DISTINCT taken.id FROM taken
    ), removed AS (
      DELETE FROM expand_contract_archive.ec_archive_users_fax_a12a36 AS archived USING changed
        WHERE archived.id = changed.id AND NOT EXISTS (SELECT FROM ONLY public.users AS own WHERE own.id = changed.id AND own.fax IS NOT NULL)
    )
    INSERT INTO expand_contract_archive.ec_archive_users_fax_a12a36 AS archived (id, fax)
      SELECT own.id, own.fax FROM changed JOIN ONLY public.users AS own ON own.id = changed.id WHERE own.fax IS NOT NULL
      ON CONFLICT ON CONSTRAINT ec_key_users_fax_2c2151 DO UPDATE SET fax = EXCLUDED.fax WHERE archived.fax IS DISTINCT FROM EXCLUDED.fax;
    COMMIT;
  END LOOP;
  COMMIT;

  ANALYZE expand_contract_archive.ec_archive_users_fax_a12a36;
END
$plan$;
