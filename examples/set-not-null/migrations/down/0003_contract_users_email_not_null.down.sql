-- Takes back: Take the fill rule off
--
-- For development only. In production the way back is older code or a forward fix, see the notes of
-- this plan.

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
