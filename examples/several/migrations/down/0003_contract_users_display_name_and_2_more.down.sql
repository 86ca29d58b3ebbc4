-- Takes back: Rename full_name to display_name; Take the fill rule off
--
-- For development only. In production the way back is older code or a forward fix, see the notes of
-- this plan.

-- Rebuild full_name of public.users beside display_name
-- The column that is left takes its old name back, and the plan's own expand and backfill are done
-- again without their care for traffic.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users has full_name: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no display_name.', HINT = 'The schema has changed since the plan was made.';
  END IF;

  -- The old name again, and a second column beside it.
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
        ALTER TABLE public.users RENAME COLUMN display_name TO full_name;
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        LOCK TABLE ONLY public.users IN ACCESS EXCLUSIVE MODE;
        -- display_name, of the same type; rows that are there stay as they are.
        ALTER TABLE public.users ADD COLUMN display_name text;
        -- Keep full_name and display_name equal, whichever of them is written; it fires only for rows in which they differ.
        CREATE OR REPLACE FUNCTION public.ec_sync_users_display_name_542188() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $ec$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- The side that differs from its default is the one that was written; both: the new one.
    IF NEW.display_name IS NOT NULL THEN
      NEW.full_name := NEW.display_name;
    ELSE
      NEW.display_name := NEW.full_name;
    END IF;
  ELSE
    IF ROW(NEW.display_name)::record OPERATOR(pg_catalog.*<>) ROW(OLD.display_name)::record THEN
      NEW.full_name := NEW.display_name;
    ELSE
      NEW.display_name := NEW.full_name;
    END IF;
  END IF;
  RETURN NEW;
END;
$ec$;
        CREATE TRIGGER ec_sync_users_display_name_542188 BEFORE INSERT OR UPDATE ON public.users
          FOR EACH ROW WHEN (NEW.full_name IS DISTINCT FROM NEW.display_name) EXECUTE FUNCTION public.ec_sync_users_display_name_542188();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER ec_sync_users_display_name_542188;
        COMMENT ON TRIGGER ec_sync_users_display_name_542188 ON public.users IS 'expand-contract: sync trigger of plan rename-users-full_name-to-display_name';
        COMMENT ON FUNCTION public.ec_sync_users_display_name_542188() IS 'expand-contract: sync function of plan rename-users-full_name-to-display_name';
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

  -- The table's own triggers have nothing to do with it.
  IF pg_catalog.has_parameter_privilege('session_replication_role', 'SET') THEN
    PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);
  END IF;
  UPDATE public.users SET display_name = full_name WHERE full_name IS DISTINCT FROM display_name;
  COMMIT;

  CREATE INDEX IF NOT EXISTS ec_idx_users_full_name_idx_a9e6cd ON public.users (display_name);
  COMMIT;

  -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
  PERFORM pg_catalog.set_config('lock_timeout', '0', true);
  -- The planner knows nothing about the new column until ANALYZE.
  ANALYZE public.users;
  COMMIT;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_display_name_9f80e9') THEN
    -- From here on no write can leave full_name and display_name different.
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
          ALTER TABLE public.users ADD CONSTRAINT ec_parity_users_display_name_9f80e9 CHECK (display_name IS NOT NULL AND full_name IS NOT DISTINCT FROM display_name) NOT VALID;
          COMMENT ON CONSTRAINT ec_parity_users_display_name_9f80e9 ON public.users IS 'expand-contract: parity check of plan rename-users-full_name-to-display_name';
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

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_display_name_9f80e9' AND convalidated) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER TABLE public.users VALIDATE CONSTRAINT ec_parity_users_display_name_9f80e9;
    COMMIT;
  END IF;
END
$plan$;

-- Put back what kept email of public.users filled
-- The proof is made again.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_fill_users_email_908a54') THEN
    RAISE NOTICE '%', 'public.users is as it was before contract: nothing to do.';
    RETURN;
  END IF;

  -- Catalog changes only.
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
        -- From here on a write that leaves email NULL stores ''.
        CREATE OR REPLACE FUNCTION public.ec_fill_users_email_908a54() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $ec$
#variable_conflict use_column
BEGIN
  NEW.email := ('');
  RETURN NEW;
END;
$ec$;
        CREATE OR REPLACE TRIGGER ec_fill_users_email_908a54 BEFORE INSERT OR UPDATE ON public.users
          FOR EACH ROW WHEN (NEW.email IS NULL) EXECUTE FUNCTION public.ec_fill_users_email_908a54();
        ALTER TABLE public.users ENABLE ALWAYS TRIGGER ec_fill_users_email_908a54;
        COMMENT ON TRIGGER ec_fill_users_email_908a54 ON public.users IS 'expand-contract: fill rule of plan set-not-null-users-email';
        COMMENT ON FUNCTION public.ec_fill_users_email_908a54() IS 'expand-contract: fill function of plan set-not-null-users-email';
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

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'users_email_not_null') THEN
    -- Binds every write from here on; the rows come next.
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
          ALTER TABLE public.users ADD CONSTRAINT users_email_not_null NOT NULL email NOT VALID;
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

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    -- The rows that are there.
    ALTER TABLE public.users VALIDATE CONSTRAINT users_email_not_null;
    COMMIT;
  END IF;
END
$plan$;
