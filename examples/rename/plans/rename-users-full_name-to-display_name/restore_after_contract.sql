-- When: After contract, when something still needs full_name: adds it again beside display_name, fills
-- it and keeps both equal, without stopping traffic.
-- Run it with psql, not inside a transaction: psql -v ON_ERROR_STOP=1 -f FILE

-- Add full_name to public.users and keep it equal to display_name
-- Old code must not notice, and whatever it writes from now on must reach the new column.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'Is this the right database?';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_full_name_175118') THEN
    RAISE NOTICE '%', 'public.users has full_name already: expand has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users has no display_name any more: contract has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has a column full_name that this plan did not make.', HINT = 'Rename or drop that column, or make a new plan with another name.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no column display_name.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  -- Everything in one transaction: either all of it is there or nothing.
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
        -- full_name, of the same type; rows that are there stay as they are.
        ALTER TABLE public.users ADD COLUMN full_name text;
        -- Keep display_name and full_name equal, whichever of them is written; it fires only for rows in which they differ.
        CREATE OR REPLACE FUNCTION public.ec_sync_users_full_name_175118() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $ec$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- The side that differs from its default is the one that was written; both: the new one.
    IF NEW.full_name IS NOT NULL THEN
      NEW.display_name := NEW.full_name;
    ELSE
      NEW.full_name := NEW.display_name;
    END IF;
  ELSE
    IF ROW(NEW.full_name)::record OPERATOR(pg_catalog.*<>) ROW(OLD.full_name)::record THEN
      NEW.display_name := NEW.full_name;
    ELSE
      NEW.full_name := NEW.display_name;
    END IF;
  END IF;
  RETURN NEW;
END;
$ec$;
        CREATE TRIGGER ec_sync_users_full_name_175118 BEFORE INSERT OR UPDATE ON public.users
          FOR EACH ROW WHEN (NEW.display_name IS DISTINCT FROM NEW.full_name) EXECUTE FUNCTION public.ec_sync_users_full_name_175118();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER ec_sync_users_full_name_175118;
        COMMENT ON TRIGGER ec_sync_users_full_name_175118 ON public.users IS 'expand-contract: sync trigger of plan rename-users-display_name-to-full_name';
        COMMENT ON FUNCTION public.ec_sync_users_full_name_175118() IS 'expand-contract: sync function of plan rename-users-display_name-to-full_name';
        -- Last of all BEFORE triggers: what the table's own triggers made of display_name reaches full_name.
        CREATE OR REPLACE FUNCTION public.ec_sync_last_users_full_name_52d508() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $ec$
BEGIN
  NEW.full_name := NEW.display_name;
  RETURN NEW;
END;
$ec$;
        CREATE TRIGGER "~ec_sync_last_users_full_name_52d508" BEFORE INSERT OR UPDATE ON public.users
          FOR EACH ROW WHEN (NEW.display_name IS DISTINCT FROM NEW.full_name) EXECUTE FUNCTION public.ec_sync_last_users_full_name_52d508();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER "~ec_sync_last_users_full_name_52d508";
        COMMENT ON TRIGGER "~ec_sync_last_users_full_name_52d508" ON public.users IS 'expand-contract: sync trigger of plan rename-users-display_name-to-full_name';
        COMMENT ON FUNCTION public.ec_sync_last_users_full_name_52d508() IS 'expand-contract: sync function of plan rename-users-display_name-to-full_name';
        -- Settings, comment and grants of display_name.
        COMMENT ON COLUMN public.users.full_name IS 'As it is printed on the parcel';
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

-- Copy display_name to full_name
-- Rows written before expand have no value in the new column yet.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no display_name any more: contract has run.', HINT = 'Nothing is left to copy; nothing was changed.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_full_name_175118') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'full_name of public.users is not kept in step yet.', HINT = 'Run the expand file first.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_full_name_7ebcdb' AND convalidated) THEN
    RAISE NOTICE '%', 'public.users: every row is copied and proven, nothing to do.';
    RETURN;
  END IF;

  IF pg_catalog.current_setting('statement_timeout') <> '0' THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
      MESSAGE = pg_catalog.concat('statement_timeout is ', pg_catalog.current_setting('statement_timeout'), ': it would stop this backfill half-way, and nothing inside it can lift it.'),
      HINT = 'Run it again with PGOPTIONS=''-c statement_timeout=0'' in the environment, or after SET statement_timeout = 0.';
  END IF;

  IF EXISTS (SELECT holders.holder FROM (
      SELECT xact_start AS since, pg_catalog.format('The transaction of process %s (%s), which began %s ago,', pid, usename, pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - xact_start)) AS holder
        FROM pg_catalog.pg_stat_activity
        -- A snapshot holds back its own database, a transaction that has written every one.
        WHERE pid <> pg_catalog.pg_backend_pid() AND backend_type <> 'autovacuum worker'
          AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL AND datname = pg_catalog.current_database())
      UNION ALL
      SELECT prepared, pg_catalog.format('The prepared transaction %L', gid) FROM pg_catalog.pg_prepared_xacts
    ) AS holders
    WHERE since < pg_catalog.clock_timestamp() - interval '60 seconds'
    ORDER BY since LIMIT 1) THEN
    RAISE WARNING 'a transaction older than a minute holds a snapshot: until it ends nothing can be pruned, and the table grows with every row copied';
  END IF;

  IF NOT pg_catalog.has_parameter_privilege('session_replication_role', 'SET') THEN
    -- Copying must not move updated_at and the like: every other column is put back.
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
          CREATE OR REPLACE FUNCTION public."~ec_zz_keep_users_full_name_a8c104"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $ec$
BEGIN
  OLD.full_name := OLD.display_name;
  RETURN OLD;
END;
$ec$;
          CREATE OR REPLACE TRIGGER "~ec_zz_keep_users_full_name_a8c104" BEFORE UPDATE ON public.users
            FOR EACH ROW WHEN (pg_catalog.current_setting('expand_contract.backfill', true) = 'on') EXECUTE FUNCTION public."~ec_zz_keep_users_full_name_a8c104"();
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
  END IF;

  -- Copy display_name to full_name where they differ, in small transactions that may be stopped at any time.
  -- Each range of pages is visited 16 times, each visit one transaction that writes every sixteenth item of each page: what one visit
  -- leaves behind is pruned by the next, so the new versions stay on their page and no index is written.
  -- A locked row is never waited for: its range is visited again later.
  DECLARE
    pages_a_range CONSTANT bigint := 250;
    -- Only where there is something to keep from firing: changing it makes every batch plan its statements anew.
    replica CONSTANT boolean := pg_catalog.has_parameter_privilege('session_replication_role', 'SET') AND (EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND NOT tgisinternal AND tgname <> ALL (ARRAY['ec_sync_users_full_name_175118', '~ec_sync_last_users_full_name_52d508']::pg_catalog.text[]))
      OR EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass('public.users') AND relhasrules));
    ranges bigint[];
    again bigint[];
    first_page bigint;
    "plan: from" tid;
    "plan: to" tid;
    "plan: batch" tid[];
    wanted bigint;
    copied bigint;
    total bigint := 0;
    visited bigint := 0;
    round integer := 0;
    started CONSTANT timestamptz := pg_catalog.clock_timestamp();
    spoken timestamptz := pg_catalog.clock_timestamp();
    warned timestamptz := '-infinity';
    held_by text;
    size_before CONSTANT bigint := pg_catalog.pg_relation_size('public.users');
    grown bigint;
    outgrown boolean;
    seen bigint;
  BEGIN
    -- Rows that come later were written under the trigger: the table's size as of now is the end.
    SELECT pg_catalog.array_agg(page ORDER BY page) INTO ranges
      FROM pg_catalog.generate_series(0, pg_catalog.pg_relation_size('public.users') / pg_catalog.current_setting('block_size')::integer, pages_a_range) AS page;
    LOOP
      again := '{}';
      FOREACH first_page IN ARRAY ranges LOOP
        "plan: from" := pg_catalog.format('(%s,0)', first_page)::tid;
        "plan: to" := pg_catalog.format('(%s,0)', first_page + pages_a_range)::tid;
        PERFORM pg_catalog.set_config('row_security', 'off', true);
        wanted := 0;
        FOR "plan: batch" IN
          SELECT pg_catalog.array_agg(ctid) FROM ONLY public.users
            WHERE ctid >= "plan: from" AND ctid < "plan: to" AND (display_name IS DISTINCT FROM full_name)
            GROUP BY pg_catalog.get_byte(pg_catalog.tidsend(ctid), 5) & 15
        LOOP
          PERFORM pg_catalog.set_config('synchronous_commit', 'off', true), pg_catalog.set_config('row_security', 'off', true),
            pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', true);
          IF replica THEN
            PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);
          ELSE
            PERFORM pg_catalog.set_config('expand_contract.backfill', 'on', true);
          END IF;
          -- A scan by TID prunes nothing. This one finds no row, but makes room on the pages for the versions to come.
          PERFORM FROM ONLY public.users WHERE ctid >= "plan: from" AND ctid < "plan: to" AND tableoid = 0;
          UPDATE ONLY public.users SET full_name = display_name
            WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM ONLY public.users WHERE ctid = ANY ("plan: batch") AND (display_name IS DISTINCT FROM full_name) FOR NO KEY UPDATE SKIP LOCKED));
          GET DIAGNOSTICS copied = ROW_COUNT;
          wanted := wanted + pg_catalog.cardinality("plan: batch") - copied;
          total := total + copied;
          COMMIT;
        END LOOP;
        COMMIT;
        IF wanted > 0 THEN
          again := again || first_page;
        END IF;
        visited := visited + 1;
        IF pg_catalog.clock_timestamp() > spoken + interval '5 seconds' OR visited = pg_catalog.cardinality(ranges) THEN
          spoken := pg_catalog.clock_timestamp();
          seen := CASE WHEN round = 0 THEN least(visited * pages_a_range * pg_catalog.current_setting('block_size')::integer, size_before) ELSE size_before END;
          grown := pg_catalog.pg_relation_size('public.users') - size_before;
          IF pg_catalog.clock_timestamp() > warned + interval '1 minute' THEN
            -- A role without pg_read_all_stats sees no transaction of others, but it sees that the table grows.
            -- Where versions are pruned it grows by a fifth, or by the first row of each page where few fit on one.
            outgrown := grown > 1048576 + seen * (0.4 + seen::float8 / pg_catalog.current_setting('block_size')::integer / greatest(total, 1));
            held_by := (SELECT holders.holder FROM (
                SELECT xact_start AS since, pg_catalog.format('The transaction of process %s (%s), which began %s ago,', pid, usename, pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - xact_start)) AS holder
                  FROM pg_catalog.pg_stat_activity
                  -- A snapshot holds back its own database, a transaction that has written every one.
                  WHERE pid <> pg_catalog.pg_backend_pid() AND backend_type <> 'autovacuum worker'
                    AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL AND datname = pg_catalog.current_database())
                UNION ALL
                SELECT prepared, pg_catalog.format('The prepared transaction %L', gid) FROM pg_catalog.pg_prepared_xacts
              ) AS holders
              WHERE since < pg_catalog.clock_timestamp() - CASE WHEN outgrown THEN interval '1 seconds' ELSE interval '10 seconds' END
              ORDER BY since LIMIT 1);
            IF outgrown OR held_by IS NOT NULL THEN
              warned := pg_catalog.clock_timestamp();
              RAISE WARNING USING
                MESSAGE = pg_catalog.concat(coalesce(held_by, 'Something that this role cannot see'), ' keeps old row versions from being pruned: the table has grown by ', pg_catalog.pg_size_pretty(grown), ' and goes on growing with every row copied.'),
                HINT = 'SELECT pid, usename, xact_start, query FROM pg_stat_activity WHERE backend_xmin IS NOT NULL OR backend_xid IS NOT NULL ORDER BY xact_start; a prepared transaction (pg_prepared_xacts), a replication slot (pg_replication_slots.xmin) and a standby with hot_standby_feedback hold versions too. The copy may be stopped and run again later: what is done stays done.';
            END IF;
          END IF;
          RAISE NOTICE '% of % page ranges visited, % rows copied, the table has grown by %', visited, pg_catalog.cardinality(ranges), total, pg_catalog.pg_size_pretty(grown);
        END IF;
      END LOOP;
      EXIT WHEN again = '{}';
      round := round + 1;
      IF round > 60 THEN
        RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'Some rows of public.users stayed locked by other transactions; all others are copied.', HINT = 'Run this file again when the transaction that holds them has ended: SELECT pid, query, xact_start FROM pg_stat_activity ORDER BY xact_start;';
      END IF;
      ranges := again;
      visited := 0;
      PERFORM pg_catalog.pg_sleep(least(0.1 * round, 2));
    END LOOP;
    RAISE NOTICE '% rows copied in % s', total, pg_catalog.round(extract(epoch FROM pg_catalog.clock_timestamp() - started)::numeric, 1);
  END;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = '~ec_zz_keep_users_full_name_a8c104') THEN
    -- The copy is done: the table works as before.
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
          DROP TRIGGER IF EXISTS "~ec_zz_keep_users_full_name_a8c104" ON public.users;
          DROP FUNCTION IF EXISTS public."~ec_zz_keep_users_full_name_a8c104"();
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
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_users_full_name_idx_8a4031') AND NOT indisvalid) THEN
    -- A build of ec_idx_users_full_name_idx_8a4031 was interrupted.
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
          DROP INDEX IF EXISTS public.ec_idx_users_full_name_idx_8a4031;
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
  END IF;
END
$plan$;

-- Build users_full_name_idx on full_name
-- After the copy: an index on the new column would have made every copied row cost an index entry.
CREATE INDEX CONCURRENTLY IF NOT EXISTS ec_idx_users_full_name_idx_8a4031 ON public.users ((lower(full_name)));

-- Prove that full_name holds what display_name does
-- A validated CHECK is a fact in the catalog that contract can test at once, and that stays true for
-- every later write.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no display_name any more: contract has run.', HINT = 'Nothing is left to copy; nothing was changed.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_full_name_175118') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'full_name of public.users is not kept in step yet.', HINT = 'Run the expand file first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_users_full_name_idx_8a4031') AND indrelid = pg_catalog.to_regclass('public.users') AND indisvalid) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_users_full_name_idx_8a4031 is missing or INVALID.', HINT = 'Run: DROP INDEX IF EXISTS public.ec_idx_users_full_name_idx_8a4031; then: CREATE INDEX CONCURRENTLY IF NOT EXISTS ec_idx_users_full_name_idx_8a4031 ON public.users ((lower(full_name))); then this file again.';
  END IF;

  -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
  PERFORM pg_catalog.set_config('lock_timeout', '0', true);
  -- The planner knows nothing about the new column until ANALYZE.
  ANALYZE public.users;
  COMMIT;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_full_name_7ebcdb') THEN
    -- From here on no write can leave display_name and full_name different.
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
          ALTER TABLE public.users ADD CONSTRAINT ec_parity_users_full_name_7ebcdb CHECK (full_name IS NOT NULL AND display_name IS NOT DISTINCT FROM full_name) NOT VALID;
          COMMENT ON CONSTRAINT ec_parity_users_full_name_7ebcdb ON public.users IS 'expand-contract: parity check of plan rename-users-display_name-to-full_name';
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
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_full_name_7ebcdb' AND convalidated) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER TABLE public.users VALIDATE CONSTRAINT ec_parity_users_full_name_7ebcdb;
    COMMIT;
  END IF;
END
$plan$;
