-- Let the new index be public.orders_customer_id_idx, and drop the old one
--
-- Gives the new index the name public.orders_customer_id_idx and drops the old one, concurrently.
-- Goes out when queries are fast with the new index.
-- Locks: SHARE UPDATE EXCLUSIVE on public.orders, which stops no read or write.
-- Going back: a plan of its own with the old columns; in development run the down file.
-- Plan replace-index-orders-orders_customer_id_idx; it may be run again at any time. Do not run it
-- inside a transaction.

-- Give the new index the name public.orders_customer_id_idx
-- ALTER INDEX ... RENAME locks no table, and waits for nobody.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND indrelid = pg_catalog.to_regclass('public.orders')) AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_old_orders_ace653') AND indrelid = pg_catalog.to_regclass('public.orders')) THEN
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
        RAISE NOTICE '%', 'public.orders_customer_id_idx is the new index already: nothing to do.';
        RETURN;
      END IF;
    END;
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The new index public.ec_idx_orders_a7bc1a is not there yet.', HINT = 'Run the file before this one first.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND indrelid = pg_catalog.to_regclass('public.orders')) THEN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_orders_a7bc1a') AND indrelid = pg_catalog.to_regclass('public.orders') AND indisvalid) THEN
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The new index public.ec_idx_orders_a7bc1a is INVALID.', HINT = 'Run the file before this one again.';
    END IF;
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER INDEX public.orders_customer_id_idx RENAME TO ec_old_orders_ace653;
    ALTER INDEX public.ec_idx_orders_a7bc1a RENAME TO orders_customer_id_idx;
    COMMIT;
  END IF;
END
$plan$;

-- See that public.ec_old_orders_ace653 is what it was
-- DROP INDEX cannot be made conditional.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.ec_old_orders_ace653') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_old_orders_ace653') AND indrelid = pg_catalog.to_regclass('public.orders')) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.ec_old_orders_ace653 is not an index of public.orders.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = pg_catalog.to_regclass('public.ec_old_orders_ace653') AND contype IN ('p', 'u', 'x')) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.ec_old_orders_ace653 is the index of a constraint by now.', HINT = 'Drop the constraint instead, with a plan of its own.';
  END IF;
END
$plan$;

-- Drop public.ec_old_orders_ace653
-- Reads and writes go on; it waits for transactions that may still use it.
DROP INDEX CONCURRENTLY IF EXISTS public.ec_old_orders_ace653;
