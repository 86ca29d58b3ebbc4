-- Build the index public.users_lower_idx
--
-- Builds the unique index public.users_lower_idx on lower(email) of public.users, concurrently.
-- Goes out with deploy 2, when the code of deploy 1 runs on every instance; rows that are there twice
-- are counted first.
-- Locks: SHARE UPDATE EXCLUSIVE on public.users, which stops no read or write.
-- Going back: an index does no harm; in development run the down file.
-- Plan add-index-users-users_lower_idx; it may be run again at any time. Do not run it inside a
-- transaction.

-- Make way for public.users_lower_idx
-- What an interrupted build left behind would be taken for the index.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.users.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF pg_catalog.to_regclass('public.users_lower_idx') IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indexrelid = pg_catalog.to_regclass('public.users_lower_idx') AND i.indrelid = pg_catalog.to_regclass('public.users')
      AND i.indisunique = true AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0'
      AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
      AND ARRAY(
        SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
          ORDER BY k.place
      ) = ARRAY['']::pg_catalog.text[]) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users_lower_idx is something else than the index of this plan.', HINT = 'Rename or drop it, or make a new plan with --name.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.users_lower_idx') AND NOT indisvalid) THEN
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
          LOCK TABLE ONLY public.users IN ACCESS EXCLUSIVE MODE;
          DROP INDEX IF EXISTS public.users_lower_idx;
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

  -- Values of lower(email) that are in more than one row of public.users: none may be left.
  DECLARE
    "plan: violations" bigint;
    "plan: examples" text;
  BEGIN
    SELECT pg_catalog.count(*) INTO "plan: violations" FROM (
      SELECT pg_catalog.json_build_object('lower(email)', lower(email), 'rows', pg_catalog.count(*))::text AS shown
          FROM public.users
          WHERE lower(email) IS NOT NULL
          GROUP BY lower(email)
          HAVING pg_catalog.count(*) > 1
    ) AS violating;
    IF "plan: violations" > 0 THEN
      SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(violating.shown, '\s+', ' ', 'g'), ', ') INTO "plan: examples" FROM (
        SELECT pg_catalog.json_build_object('lower(email)', lower(email), 'rows', pg_catalog.count(*))::text AS shown
          FROM public.users
          WHERE lower(email) IS NOT NULL
          GROUP BY lower(email)
          HAVING pg_catalog.count(*) > 1
        LIMIT 3
      ) AS violating;
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
        MESSAGE = pg_catalog.concat('Values of lower(email) that are in more than one row of public.users: ', "plan: violations", ', for example ', pg_catalog."left"("plan: examples", 300)), HINT = 'Correct or delete all but one row of each, the query in the notes finds them, then run this file again; nothing was built.';
    END IF;
  END;
END
$plan$;

-- Build public.users_lower_idx
-- Reads and writes go on; it waits for transactions that are older than itself.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_lower_idx ON public.users ((lower(email)));

-- See that public.users_lower_idx is valid
-- A build that fails leaves an index behind that is INVALID and not absent.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.users_lower_idx') AND indrelid = pg_catalog.to_regclass('public.users') AND indisvalid) OR NOT EXISTS (
    SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indexrelid = pg_catalog.to_regclass('public.users_lower_idx') AND i.indrelid = pg_catalog.to_regclass('public.users')
      AND i.indisunique = true AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0'
      AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
      AND ARRAY(
        SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
          ORDER BY k.place
      ) = ARRAY['']::pg_catalog.text[]) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.users_lower_idx is missing, INVALID or another one.', HINT = 'Run: DROP INDEX IF EXISTS public.users_lower_idx; then: CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_lower_idx ON public.users ((lower(email))); then this file again.';
  END IF;

  -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
  PERFORM pg_catalog.set_config('lock_timeout', '0', true);
  -- The planner knows nothing about an expression until ANALYZE.
  ANALYZE public.users;
  COMMIT;
END
$plan$;
