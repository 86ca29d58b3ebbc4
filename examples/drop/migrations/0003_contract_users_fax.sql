-- Drop public.users.fax
--
-- Drops public.users.fax, with the view public.fax_numbers. What has changed since the backfill file
-- is archived first; when that is too much it says so and changes nothing.
-- Goes out with deploy 2, when no old code is left.
-- Locks: ACCESS EXCLUSIVE on public.users for some milliseconds; no attempt waits longer than 100 ms,
-- and it is tried again.
-- Going back: the values are in expand_contract_archive.ec_archive_users_fax_a12a36, by id.
-- Plan drop-users-fax; it may be run again at any time. Do not run it inside a transaction.

-- Look whether the column may go
-- Before the first index is dropped: dropping an index cannot be made conditional.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'fax' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users.fax is not there any more: nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'fax' AND attnotnull) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users.fax still has to be written: it is NOT NULL.', HINT = 'Run the expand file first, and deploy code that does not name the column.';
  END IF;

  IF NOT pg_catalog.to_regclass('expand_contract_archive.ec_archive_users_fax_a12a36') IS NOT NULL OR NOT pg_catalog.to_regclass('expand_contract_archive.ec_changes_users_fax_0f4eb0') IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The values of public.users.fax are not archived.', HINT = 'Run the expand and the backfill files first.';
  END IF;

  IF EXISTS (SELECT FROM (
      WITH RECURSIVE family (oid, level) AS (
        SELECT pg_catalog.to_regclass('public.users')::oid, 0
        UNION
        SELECT child.inhrelid, family.level + 1 FROM family JOIN pg_catalog.pg_inherits AS child ON child.inhparent = family.oid
      )
      SELECT family.oid FROM family JOIN pg_catalog.pg_class AS c ON c.oid = family.oid
        WHERE family.level >= 0 AND c.relkind = ANY ('{r}'::"char"[]) GROUP BY family.oid ORDER BY max(family.level), family.oid
    ) AS member WHERE NOT EXISTS (SELECT FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member = member.oid)) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The values of public.users.fax are not all archived.', HINT = 'Run the backfill file to its end first.';
  END IF;
END
$plan$;

-- Drop public.users_fax without blocking anybody
-- With its column it would go too, but in one transaction with it and under its lock.
DROP INDEX CONCURRENTLY IF EXISTS public.users_fax;

-- Drop public.users.fax
-- No code reads or writes it any more. PostgreSQL forgets the column at once; the rows are not
-- touched.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'fax' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users.fax is not there any more: nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'fax' AND attnotnull) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users.fax still has to be written: it is NOT NULL.', HINT = 'Run the expand file first, and deploy code that does not name the column.';
  END IF;

  IF NOT pg_catalog.to_regclass('expand_contract_archive.ec_archive_users_fax_a12a36') IS NOT NULL OR NOT pg_catalog.to_regclass('expand_contract_archive.ec_changes_users_fax_0f4eb0') IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The values of public.users.fax are not archived.', HINT = 'Run the expand and the backfill files first.';
  END IF;

  IF EXISTS (SELECT FROM (
      WITH RECURSIVE family (oid, level) AS (
        SELECT pg_catalog.to_regclass('public.users')::oid, 0
        UNION
        SELECT child.inhrelid, family.level + 1 FROM family JOIN pg_catalog.pg_inherits AS child ON child.inhparent = family.oid
      )
      SELECT family.oid FROM family JOIN pg_catalog.pg_class AS c ON c.oid = family.oid
        WHERE family.level >= 0 AND c.relkind = ANY ('{r}'::"char"[]) GROUP BY family.oid ORDER BY max(family.level), family.oid
    ) AS member WHERE NOT EXISTS (SELECT FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member = member.oid)) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The values of public.users.fax are not all archived.', HINT = 'Run the backfill file to its end first.';
  END IF;

  -- What has changed since the backfill file, without a lock.
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

  -- Catalog changes, and the few rows that have changed this very moment; nothing is scanned under the lock.
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
        DROP VIEW public.fax_numbers;
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        LOCK TABLE ONLY public.users IN ACCESS EXCLUSIVE MODE;
        IF (SELECT pg_catalog.count(*) FROM (SELECT FROM expand_contract_archive.ec_changes_users_fax_0f4eb0 AS noted WHERE noted.expand_contract_member IS NULL LIMIT 5000 + 1) AS pending) > 5000 OR pg_catalog.pg_relation_size('expand_contract_archive.ec_changes_users_fax_0f4eb0') > 8388608 THEN
          RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'More than 5000 rows of public.users have changed since they were archived, too many to be added under the lock.', HINT = 'Run the backfill file again, when less is written, and then this one.';
        END IF;
        -- The index on the key, whatever the statistics say; with the values of each batch, so that the first one needs no other statement.
        PERFORM pg_catalog.set_config('enable_seqscan', 'off', true), pg_catalog.set_config('enable_sort', 'off', true),
          pg_catalog.set_config('enable_bitmapscan', 'off', true), pg_catalog.set_config('enable_hashjoin', 'off', true),
          pg_catalog.set_config('enable_mergejoin', 'off', true), pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true),
          pg_catalog.set_config('row_security', 'off', true);
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
        COMMENT ON TABLE expand_contract_archive.ec_archive_users_fax_a12a36 IS 'expand-contract: dropped values of plan drop-users-fax (public.users.fax)';
        DROP TRIGGER IF EXISTS ec_track_insert_users_fax_f12db1 ON public.users;
        DROP TRIGGER IF EXISTS ec_track_update_users_fax_031bd7 ON public.users;
        DROP TRIGGER IF EXISTS ec_track_delete_users_fax_aed302 ON public.users;
        DROP FUNCTION IF EXISTS expand_contract_archive.ec_track_users_fax_9bc66f();
        DROP TABLE IF EXISTS expand_contract_archive.ec_changes_users_fax_0f4eb0;
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
              AND a.attname = 'fax'
              AND NOT (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND EXISTS (SELECT FROM pg_catalog.pg_attrdef AS own WHERE own.oid = d.objid AND own.adrelid = a.attrelid AND own.adnum = a.attnum))
              AND NOT (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid IN (SELECT pg_catalog.to_regclass(known.name)::oid FROM pg_catalog.unnest(ARRAY['public.users_fax']::pg_catalog.text[]) AS known (name)))
              AND NOT (d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objid IN (SELECT oid FROM pg_catalog.pg_constraint WHERE conrelid = d.refobjid AND conname = ANY (ARRAY['users_fax_check', 'users_fax_not_null']::pg_catalog.text[])))
              AND NOT (d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND d.objid IN (SELECT oid FROM pg_catalog.pg_statistic_ext WHERE stxrelid = d.refobjid AND stxname = ANY (ARRAY[]::pg_catalog.text[])));
          IF others IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
              MESSAGE = pg_catalog.concat('public.users.fax is used by something that was added after this plan was made: ', others),
              HINT = 'Drop it, or make the plan again so that it is named; nothing was changed.';
          END IF;
        END;
        ALTER TABLE public.users DROP COLUMN fax;
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
