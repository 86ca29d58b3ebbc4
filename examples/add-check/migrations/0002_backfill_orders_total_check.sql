-- See that every row keeps orders_total_check
--
-- Counts the rows of public.orders that break orders_total_check and stops with their number when
-- there are some; otherwise validates it.
-- Goes out after expand, any time.
-- Locks: SHARE UPDATE EXCLUSIVE on public.orders, which stops no read or write.
-- Going back: nothing is changed but that the constraint is known to hold.
-- Plan add-check-orders-orders_total_check; it may be run again at any time. Do not run it inside a
-- transaction.

-- Count the rows that break orders_total_check, then validate it
-- Reads and writes go on while every row is read.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'orders_total_check') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.orders has no orders_total_check yet.', HINT = 'Run the expand file first.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'orders_total_check' AND convalidated) THEN
    RAISE NOTICE '%', 'orders_total_check is valid already: nothing to do.';
    RETURN;
  END IF;

  -- Rows of public.orders for which total >= 0 is false: none may be left.
  DECLARE
    "plan: violations" bigint;
    "plan: examples" text;
  BEGIN
    SELECT pg_catalog.count(*) INTO "plan: violations" FROM (
      SELECT pg_catalog.json_build_object('id', id, 'total', total)::text AS shown FROM public.orders WHERE NOT (total >= 0)
    ) AS violating;
    IF "plan: violations" > 0 THEN
      SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(violating.shown, '\s+', ' ', 'g'), ', ') INTO "plan: examples" FROM (
        SELECT pg_catalog.json_build_object('id', id, 'total', total)::text AS shown FROM public.orders WHERE NOT (total >= 0)
        LIMIT 3
      ) AS violating;
      RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
        MESSAGE = pg_catalog.concat('Rows of public.orders for which total >= 0 is false: ', "plan: violations", ', for example ', pg_catalog."left"("plan: examples", 300)), HINT = 'Correct or delete them, the query in the notes finds them, then run this file again; to give the check up: ALTER TABLE public.orders DROP CONSTRAINT orders_total_check;';
    END IF;
  END;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'orders_total_check' AND convalidated) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER TABLE public.orders VALIDATE CONSTRAINT orders_total_check;
    COMMIT;
  END IF;
END
$plan$;
