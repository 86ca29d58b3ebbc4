-- Build the index of the primary key events_pkey
--
-- Counts what the primary key events_pkey on id of public.events would not take, and stops with the
-- number when there is some; then builds its index, concurrently.
-- Goes out with deploy 2, when the code of deploy 1 runs on every instance.
-- Locks: SHARE UPDATE EXCLUSIVE on public.events, which stops no read or write; a stronger one for
-- some milliseconds where a constraint is added (100 ms an attempt).
-- Going back: drop the index; in development run the down file.
-- Plan add-primary-key-events-events_pkey; it may be run again at any time. Do not run it inside a
-- transaction.

-- Make way for public.events_pkey
-- What an interrupted build left behind would be taken for the index.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.events') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.events.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF pg_catalog.to_regclass('public.events_pkey') IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indexrelid = pg_catalog.to_regclass('public.events_pkey') AND i.indrelid = pg_catalog.to_regclass('public.events')
      AND i.indisunique = true AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0'
      AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
      AND ARRAY(
        SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
          ORDER BY k.place
      ) = ARRAY['id']::pg_catalog.text[]) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.events_pkey is something else than the index of this plan.', HINT = 'Rename or drop it, or make a new plan with --name.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.events_pkey') AND NOT indisvalid) THEN
    -- A build of this index was interrupted, and what is left of it costs every write.
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
          LOCK TABLE ONLY public.events IN ACCESS EXCLUSIVE MODE;
          DROP INDEX IF EXISTS public.events_pkey;
          EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
          IF attempt >= 300 THEN
            RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'public.events stayed locked through 300 attempts; nothing was changed by this step', HINT = 'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.';
          END IF;
          IF attempt % 10 = 0 THEN
            RAISE NOTICE '%', 'waiting for a lock on public.events: another transaction holds it';
          END IF;
          -- Without the right to set deadlock_timeout, every twentieth attempt outlasts it once when a vacuum is in the way.
          budget := 100;
          IF attempt % 20 = 19 AND NOT pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') AND EXISTS (
            SELECT FROM pg_catalog.pg_locks AS held JOIN pg_catalog.pg_stat_progress_vacuum AS vacuum ON vacuum.pid = held.pid
            WHERE held.relation = pg_catalog.to_regclass('public.events') AND held.granted
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

  -- Rows of public.events without id: none may be left.
  DECLARE
    "plan: violations" bigint;
    "plan: examples" text;
  BEGIN
    SELECT pg_catalog.count(*) INTO "plan: violations" FROM (
      SELECT pg_catalog.json_build_object('ctid', ctid, 'id', id)::text AS shown FROM public.events WHERE id IS NULL
    ) AS violating;
    IF "plan: violations" > 0 THEN
      SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(violating.shown, '\s+', ' ', 'g'), ', ') INTO "plan: examples" FROM (
        SELECT pg_catalog.json_build_object('ctid', ctid, 'id', id)::text AS shown FROM public.events WHERE id IS NULL
        LIMIT 3
      ) AS violating;
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
        MESSAGE = pg_catalog.concat('Rows of public.events without id: ', "plan: violations", ', for example ', pg_catalog."left"("plan: examples", 300)), HINT = 'Give them a value or delete them, the query in the notes finds them, then run this file again; nothing was built.';
    END IF;
  END;

  -- Values of id that are in more than one row of public.events: none may be left.
  DECLARE
    "plan: violations" bigint;
    "plan: examples" text;
  BEGIN
    SELECT pg_catalog.count(*) INTO "plan: violations" FROM (
      SELECT pg_catalog.json_build_object('id', id, 'rows', pg_catalog.count(*))::text AS shown
          FROM public.events
          WHERE id IS NOT NULL
          GROUP BY id
          HAVING pg_catalog.count(*) > 1
    ) AS violating;
    IF "plan: violations" > 0 THEN
      SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(violating.shown, '\s+', ' ', 'g'), ', ') INTO "plan: examples" FROM (
        SELECT pg_catalog.json_build_object('id', id, 'rows', pg_catalog.count(*))::text AS shown
          FROM public.events
          WHERE id IS NOT NULL
          GROUP BY id
          HAVING pg_catalog.count(*) > 1
        LIMIT 3
      ) AS violating;
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
        MESSAGE = pg_catalog.concat('Values of id that are in more than one row of public.events: ', "plan: violations", ', for example ', pg_catalog."left"("plan: examples", 300)), HINT = 'Correct or delete all but one row of each, the query in the notes finds them, then run this file again; nothing was built.';
    END IF;
  END;
END
$plan$;

-- Build public.events_pkey
-- Reads and writes go on; it waits for transactions that are older than itself.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_pkey ON public.events (id);

-- See that public.events_pkey is valid
-- A build that fails leaves an index behind that is INVALID and not absent.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.events_pkey') AND indrelid = pg_catalog.to_regclass('public.events') AND indisvalid) OR NOT EXISTS (
    SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indexrelid = pg_catalog.to_regclass('public.events_pkey') AND i.indrelid = pg_catalog.to_regclass('public.events')
      AND i.indisunique = true AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0'
      AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
      AND ARRAY(
        SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
          ORDER BY k.place
      ) = ARRAY['id']::pg_catalog.text[]) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.events_pkey is missing, INVALID or another one.', HINT = 'Run: DROP INDEX IF EXISTS public.events_pkey; then: CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_pkey ON public.events (id); then this file again.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.events') AND conname = 'events_pkey') THEN
    RAISE NOTICE '%', 'events_pkey is a constraint already: nothing is left to prove.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.events') AND conname = 'events_id_not_null') THEN
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
          LOCK TABLE ONLY public.events IN ACCESS EXCLUSIVE MODE;
          ALTER TABLE public.events ADD CONSTRAINT events_id_not_null NOT NULL id NOT VALID;
          EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
          IF attempt >= 300 THEN
            RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'public.events stayed locked through 300 attempts; nothing was changed by this step', HINT = 'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.';
          END IF;
          IF attempt % 10 = 0 THEN
            RAISE NOTICE '%', 'waiting for a lock on public.events: another transaction holds it';
          END IF;
          -- Without the right to set deadlock_timeout, every twentieth attempt outlasts it once when a vacuum is in the way.
          budget := 100;
          IF attempt % 20 = 19 AND NOT pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') AND EXISTS (
            SELECT FROM pg_catalog.pg_locks AS held JOIN pg_catalog.pg_stat_progress_vacuum AS vacuum ON vacuum.pid = held.pid
            WHERE held.relation = pg_catalog.to_regclass('public.events') AND held.granted
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

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = pg_catalog.to_regclass('public.events') AND a.attname = 'id' AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = a.attrelid AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    -- The rows that are there.
    ALTER TABLE public.events VALIDATE CONSTRAINT events_id_not_null;
    COMMIT;
  END IF;
END
$plan$;
