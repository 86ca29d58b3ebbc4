-- Build the new index beside public.orders_customer_id_idx
--
-- Builds what will be public.orders_customer_id_idx of public.orders under the name
-- public.ec_idx_orders_a7bc1a, concurrently.
-- Goes out with deploy 1, any time; the code stays as it is.
-- Locks: SHARE UPDATE EXCLUSIVE on public.orders, which stops no read or write.
-- Going back: drop it; in development run the down file.
-- Plan replace-index-orders-orders_customer_id_idx; it may be run again at any time. Do not run it
-- inside a transaction.

-- Make way for public.ec_idx_orders_a7bc1a
-- What an interrupted build left behind would be taken for the index.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  -- An index of the new shape under the old name that is not the old one: this plan has replaced it.
  DECLARE
    "plan: path" text := pg_catalog.current_setting('search_path');
    "plan: found" text;
  BEGIN
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    "plan: found" := pg_catalog.pg_get_indexdef(pg_catalog.to_regclass('public.orders_customer_id_idx'));
    PERFORM pg_catalog.set_config('search_path', "plan: path", true);
    IF EXISTS (
        SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        WHERE i.indexrelid = pg_catalog.to_regclass('public.orders_customer_id_idx') AND i.indrelid = pg_catalog.to_regclass('public.orders')
          AND i.indisunique = false AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0 0'
          AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
          AND ARRAY(
            SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
              LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
              ORDER BY k.place
          ) = ARRAY['customer_id', 'placed_at']::pg_catalog.text[]) AND "plan: found" IS DISTINCT FROM 'CREATE INDEX orders_customer_id_idx ON public.orders USING btree (customer_id)' THEN
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.orders_customer_id_idx is the new index already: contract has run.', HINT = 'Nothing is left to build; nothing was changed.';
    END IF;
  END;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.orders_customer_id_idx') AND indrelid = pg_catalog.to_regclass('public.orders')) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no index public.orders_customer_id_idx on public.orders.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF pg_catalog.to_regclass('public.orders') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.orders.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND i.indrelid = pg_catalog.to_regclass('public.orders')
      AND i.indisunique = false AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0 0'
      AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
      AND ARRAY(
        SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
          ORDER BY k.place
      ) = ARRAY['customer_id', 'placed_at']::pg_catalog.text[]) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.ec_idx_orders_a7bc1a is something else than the index of this plan.', HINT = 'Rename or drop it, or make a new plan with --name.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND NOT indisvalid) THEN
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
          LOCK TABLE ONLY public.orders IN ACCESS EXCLUSIVE MODE;
          DROP INDEX IF EXISTS public.ec_idx_orders_a7bc1a;
          EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
          IF attempt >= 300 THEN
            RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'public.orders stayed locked through 300 attempts; nothing was changed by this step', HINT = 'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.';
          END IF;
          IF attempt % 10 = 0 THEN
            RAISE NOTICE '%', 'waiting for a lock on public.orders: another transaction holds it';
          END IF;
          -- Without the right to set deadlock_timeout, every twentieth attempt outlasts it once when a vacuum is in the way.
          budget := 100;
          IF attempt % 20 = 19 AND NOT pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') AND EXISTS (
            SELECT FROM pg_catalog.pg_locks AS held JOIN pg_catalog.pg_stat_progress_vacuum AS vacuum ON vacuum.pid = held.pid
            WHERE held.relation = pg_catalog.to_regclass('public.orders') AND held.granted
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

-- Build public.ec_idx_orders_a7bc1a
-- Reads and writes go on; it waits for transactions that are older than itself.
CREATE INDEX CONCURRENTLY IF NOT EXISTS ec_idx_orders_a7bc1a ON public.orders (customer_id, placed_at);

-- See that public.ec_idx_orders_a7bc1a is valid
-- A build that fails leaves an index behind that is INVALID and not absent.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND indrelid = pg_catalog.to_regclass('public.orders') AND indisvalid) OR NOT EXISTS (
    SELECT FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND i.indrelid = pg_catalog.to_regclass('public.orders')
      AND i.indisunique = false AND (i.indpred IS NOT NULL) = false AND i.indoption::pg_catalog.text = '0 0'
      AND c.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree')
      AND ARRAY(
        SELECT coalesce(a.attname::pg_catalog.text, '') FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
          ORDER BY k.place
      ) = ARRAY['customer_id', 'placed_at']::pg_catalog.text[]) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_orders_a7bc1a is missing, INVALID or another one.', HINT = 'Run: DROP INDEX IF EXISTS public.ec_idx_orders_a7bc1a; then: CREATE INDEX CONCURRENTLY IF NOT EXISTS ec_idx_orders_a7bc1a ON public.orders (customer_id, placed_at); then this file again.';
  END IF;
END
$plan$;
