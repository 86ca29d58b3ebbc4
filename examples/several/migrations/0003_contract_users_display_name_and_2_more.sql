-- Rename full_name to display_name; Take the fill rule off
--
-- 1 of 2: Rename full_name to display_name.
-- Drops the copy display_name of public.users and gives its name to full_name, which keeps its keys,
-- sequences, views and whatever else depends on it.
-- Goes out with deploy 4, when no instance of the old code is left.
-- Locks: ACCESS EXCLUSIVE on public.users for some milliseconds; no attempt waits longer than 100 ms
-- for all its locks, and it is tried again.
-- Going back: not after this; a forward fix lies in the plan's folder. In development run the down
-- file.
-- Plan rename-users-full_name-to-display_name-and-2-more-cd2c99; it refuses to run until the backfill
-- is proven. Do not run it inside a transaction.
-- 2 of 2: Take the fill rule off.
-- Drops the fill rule of public.users.
-- Goes out with deploy 4, when no code sends NULL any more.
-- Locks: ACCESS EXCLUSIVE on public.users for some milliseconds; no attempt waits longer than 100 ms,
-- and it is tried again.
-- Going back: run the down file, or ALTER COLUMN ... DROP NOT NULL; nothing is lost.
-- Plan rename-users-full_name-to-display_name-and-2-more-cd2c99; it may be run again at any time. Do
-- not run it inside a transaction.

-- Look whether everything is ready
-- A file that is run too early changes nothing, for none of the changes.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users has no full_name any more: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_display_name_542188') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'display_name of public.users is not kept in step with full_name.', HINT = 'Run the expand and the backfill files first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_display_name_9f80e9' AND convalidated) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users: it is not proven that display_name is filled in every row.', HINT = 'Run the backfill file to its end first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_users_full_name_idx_a9e6cd') AND indrelid = pg_catalog.to_regclass('public.users') AND indisvalid) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_users_full_name_idx_a9e6cd is missing or INVALID.', HINT = 'Run the backfill file again.';
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

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_fill_users_email_908a54') THEN
    RAISE NOTICE '%', 'email of public.users is NOT NULL: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users: it is not proven that email has a value in every row.', HINT = 'Run the backfill file to its end first.';
  END IF;
END
$plan$;

-- Drop the copy display_name of public.users and give its name to full_name
-- No code says full_name any more, and both are proven equal. So the copy goes, and the column on
-- which keys, sequences, views and the rest depend keeps them all under its new name.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'display_name' AND NOT attisdropped) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'full_name' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users has no full_name any more: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_sync_users_display_name_542188') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'display_name of public.users is not kept in step with full_name.', HINT = 'Run the expand and the backfill files first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_display_name_9f80e9' AND convalidated) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users: it is not proven that display_name is filled in every row.', HINT = 'Run the backfill file to its end first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_users_full_name_idx_a9e6cd') AND indrelid = pg_catalog.to_regclass('public.users') AND indisvalid) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_users_full_name_idx_a9e6cd is missing or INVALID.', HINT = 'Run the backfill file again.';
  END IF;

  -- Catalog changes only; nothing is scanned under the lock.
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
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.users') AND conname = 'ec_parity_users_display_name_9f80e9' AND convalidated) THEN
          RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users: it is not proven that display_name is filled in every row.', HINT = 'Run the backfill file to its end first.';
        END IF;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_users_full_name_idx_a9e6cd') AND indrelid = pg_catalog.to_regclass('public.users') AND indisvalid) THEN
          RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_users_full_name_idx_a9e6cd is missing or INVALID.', HINT = 'Run the backfill file again.';
        END IF;
        -- The two columns are no longer kept equal.
        DROP TRIGGER IF EXISTS ec_sync_users_display_name_542188 ON public.users;
        DROP FUNCTION IF EXISTS public.ec_sync_users_display_name_542188();
        -- The proof.
        ALTER TABLE public.users DROP CONSTRAINT IF EXISTS ec_parity_users_display_name_9f80e9;
        -- DROP COLUMN would silently take along whatever was added after this plan was made.
        DECLARE
          others text;
        BEGIN
          SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0), ', ')
            INTO others
            FROM pg_catalog.pg_depend AS d
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
              AND d.refobjid = pg_catalog.to_regclass('public.users')
              AND a.attname = 'display_name'
              AND NOT (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND EXISTS (SELECT FROM pg_catalog.pg_attrdef AS own WHERE own.oid = d.objid AND own.adrelid = a.attrelid AND own.adnum = a.attnum))
              AND NOT (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid IN (SELECT pg_catalog.to_regclass(known.name)::oid FROM pg_catalog.unnest(ARRAY['public.ec_idx_users_full_name_idx_a9e6cd']::pg_catalog.text[]) AS known (name)))
              AND NOT (d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objid IN (SELECT oid FROM pg_catalog.pg_constraint WHERE conrelid = d.refobjid AND conname = ANY (ARRAY[]::pg_catalog.text[])))
              AND NOT (d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND d.objid IN (SELECT oid FROM pg_catalog.pg_statistic_ext WHERE stxrelid = d.refobjid AND stxname = ANY (ARRAY[]::pg_catalog.text[])));
          IF others IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
              MESSAGE = pg_catalog.concat('public.users.display_name is used by something that was added after this plan was made: ', others),
              HINT = 'Drop it and create it again after this file; nothing was changed.';
          END IF;
        END;
        ALTER TABLE public.users DROP COLUMN display_name;
        ALTER TABLE public.users RENAME COLUMN full_name TO display_name;
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

-- Take the fill rule off public.users
-- No code sends NULL any more.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'email' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users has no column email.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.users') AND tgname = 'ec_fill_users_email_908a54') THEN
    RAISE NOTICE '%', 'email of public.users is NOT NULL: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.users') AND a.attname = 'email' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users: it is not proven that email has a value in every row.', HINT = 'Run the backfill file to its end first.';
  END IF;

  -- Catalog changes only; nothing is scanned under the lock.
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
        -- The fill rule.
        DROP TRIGGER IF EXISTS ec_fill_users_email_908a54 ON public.users;
        DROP FUNCTION IF EXISTS public.ec_fill_users_email_908a54();
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
