-- Add display_name; Fill email wherever it is written as NULL; Add the check users_age_check for new
-- writes
--
-- 1 of 3: Add display_name.
-- Adds display_name to public.users, and a trigger that keeps it equal to full_name.
-- Goes out with deploy 2, before the backfill; the code stays as it is.
-- Locks: ACCESS EXCLUSIVE on public.users for some milliseconds; no attempt waits longer than 100 ms,
-- and it is tried again.
-- Going back: leave it, it does no harm; in development run the down file.
-- Plan rename-users-full_name-to-display_name-and-2-more-cd2c99; it may be run again at any time. Do
-- not run it inside a transaction.
-- 2 of 3: Fill email wherever it is written as NULL.
-- Adds a trigger to public.users that gives email the value '' when a write leaves it NULL.
-- Goes out with deploy 2, before the backfill; the code stays as it is.
-- Locks: SHARE ROW EXCLUSIVE, which lets reads go on, on public.users for some milliseconds; no
-- attempt waits longer than 100 ms, and it is tried again.
-- Going back: run the down file; nothing is lost.
-- Plan rename-users-full_name-to-display_name-and-2-more-cd2c99; it may be run again at any time. Do
-- not run it inside a transaction.
-- 3 of 3: Add the check users_age_check for new writes.
-- Adds CHECK (age >= 0) to public.users as users_age_check, NOT VALID: it binds every write from here
-- on, and reads no row.
-- Goes out with deploy 2, when the code of deploy 1 runs on every instance.
-- Locks: ACCESS EXCLUSIVE on public.users for some milliseconds; no attempt waits longer than 100 ms,
-- and it is tried again.
-- Going back: drop the constraint, with the down file too.
-- Plan rename-users-full_name-to-display_name-and-2-more-cd2c99; it may be run again at any time. Do
-- not run it inside a transaction.

-- Look whether everything is ready
-- A file that is run too early changes nothing, for none of the changes.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'Is this the right database?';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_display_name_542188') THEN
    RAISE NOTICE '%', 'public.users has display_name already: expand has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users has no full_name any more: contract has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has a column display_name that this plan did not make.', HINT = 'Rename or drop that column, or make a new plan with another name.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no column full_name.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;
END
$plan$;

DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'email' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no column email.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_fill_users_email_908a54') THEN
    RAISE NOTICE '%', 'public.users has the fill rule of email already: nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) THEN
    RAISE NOTICE '%', 'email of public.users is NOT NULL already: contract has run, nothing to do.';
    RETURN;
  END IF;
END
$plan$;

DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'Is this the right database?';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'users_age_check') THEN
    RAISE NOTICE '%', 'public.users has users_age_check already: nothing to do.';
    RETURN;
  END IF;
END
$plan$;

-- Add display_name to public.users and keep it equal to full_name
-- Old code must not notice, and whatever it writes from now on must reach the new column.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'Is this the right database?';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_display_name_542188') THEN
    RAISE NOTICE '%', 'public.users has display_name already: expand has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users has no full_name any more: contract has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has a column display_name that this plan did not make.', HINT = 'Rename or drop that column, or make a new plan with another name.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no column full_name.', HINT = 'The schema has changed since the plan was made: make a new one.';
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
END
$plan$;

-- Fill email of public.users wherever it is written as NULL
-- Code that still sends NULL must not fail when the column is NOT NULL, and the backfill must not run
-- after its writes.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'email' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no column email.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_fill_users_email_908a54') THEN
    RAISE NOTICE '%', 'public.users has the fill rule of email already: nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) THEN
    RAISE NOTICE '%', 'email of public.users is NOT NULL already: contract has run, nothing to do.';
    RETURN;
  END IF;

  -- The rule and its function in one transaction.
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
END
$plan$;

-- Add users_age_check to public.users, NOT VALID
-- Without NOT VALID every row would be read while reads and writes wait.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'Is this the right database?';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'users_age_check') THEN
    RAISE NOTICE '%', 'public.users has users_age_check already: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'users_age_check') THEN
    -- The catalog alone.
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
          ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age >= 0) NOT VALID;
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
