-- Takes back: Fill display_name; Fill email and prove it; See that every row keeps users_age_check
--
-- For development only. In production the way back is older code or a forward fix, see the notes of
-- this plan.

-- Let email of public.users be NULL again
-- Rows that were filled keep their values.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_fill_users_email_908a54') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'email of public.users is NOT NULL: contract has run.', HINT = 'Take contract back first, with its own down file.';
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
        ALTER TABLE public.users ALTER COLUMN email DROP NOT NULL;
        DROP TRIGGER IF EXISTS "~ec_zz_keep_users_bd5bbb" ON public.users;
        DROP FUNCTION IF EXISTS public."~ec_zz_keep_users_bd5bbb"();
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

-- Take the proof, constraints and indexes of display_name back
-- The copied values stay; expand's down drops them with their column.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no full_name any more: contract has run.', HINT = 'Take contract back first, with its own down file.';
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
        -- The proof.
        ALTER TABLE public.users DROP CONSTRAINT IF EXISTS ec_parity_users_display_name_9f80e9;
        -- The index that stood in for users_full_name_idx.
        DROP INDEX IF EXISTS public.ec_idx_users_full_name_idx_a9e6cd;
        DROP TRIGGER IF EXISTS "~ec_zz_keep_users_display_name_6f64c2" ON public.users;
        DROP FUNCTION IF EXISTS public."~ec_zz_keep_users_display_name_6f64c2"();
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

-- Take away what a pass over public.users may have left
-- A pass that was killed leaves its trigger behind, which does nothing for others.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
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
        DROP TRIGGER IF EXISTS "~ec_zz_keep_users_display_name_03a834" ON public.users;
        DROP FUNCTION IF EXISTS public."~ec_zz_keep_users_display_name_03a834"();
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
