-- See that every row keeps orders_customer_id_fkey
--
-- Counts the rows of public.orders that refer to no row of public.customers and stops with their
-- number when there are some; otherwise validates orders_customer_id_fkey.
-- Goes out after expand, any time.
-- Locks: SHARE UPDATE EXCLUSIVE on public.orders and ROW SHARE on public.customers, which stop no read
-- or write.
-- Going back: nothing is changed but that the constraint is known to hold.
-- Plan add-foreign-key-orders-orders_customer_id_fkey; it may be run again at any time. Do not run it
-- inside a transaction.

-- Count the rows that refer to nothing, then validate orders_customer_id_fkey
-- Reads and writes go on while every row is read.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'orders_customer_id_fkey') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.orders has no orders_customer_id_fkey yet.', HINT = 'Run the expand file first.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'orders_customer_id_fkey' AND convalidated) THEN
    RAISE NOTICE '%', 'orders_customer_id_fkey is valid already: nothing to do.';
    RETURN;
  END IF;

  -- Rows of public.orders that refer to no row of public.customers: none may be left.
  DECLARE
    "plan: violations" bigint;
    "plan: examples" text;
  BEGIN
    SELECT pg_catalog.count(*) INTO "plan: violations" FROM (
      SELECT pg_catalog.json_build_object('id', id, 'customer_id', customer_id)::text AS shown FROM public.orders AS referring WHERE referring.customer_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.customers AS referenced WHERE referenced.id = referring.customer_id)
    ) AS violating;
    IF "plan: violations" > 0 THEN
      SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(violating.shown, '\s+', ' ', 'g'), ', ') INTO "plan: examples" FROM (
        SELECT pg_catalog.json_build_object('id', id, 'customer_id', customer_id)::text AS shown FROM public.orders AS referring WHERE referring.customer_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.customers AS referenced WHERE referenced.id = referring.customer_id)
        LIMIT 3
      ) AS violating;
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
        MESSAGE = pg_catalog.concat('Rows of public.orders that refer to no row of public.customers: ', "plan: violations", ', for example ', pg_catalog."left"("plan: examples", 300)), HINT = 'Correct or delete them, or add the rows they refer to; the query in the notes finds them. Then run this file again. To give the key up: ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_fkey;';
    END IF;
  END;

  -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
  PERFORM pg_catalog.set_config('lock_timeout', '0', true);
  -- The rows that are there.
  ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey;
  COMMIT;
END
$plan$;
