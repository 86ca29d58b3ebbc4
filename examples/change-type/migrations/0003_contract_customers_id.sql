-- Make id bigint
--
-- Drops the old id of public.customers and puts the column of type bigint in its place, with its keys,
-- indexes, constraints and their names.
-- Goes out with the last deploy, when all code takes either type.
-- Locks: ACCESS EXCLUSIVE on public.customers, and on public.customer_totals, public.orders for some
-- milliseconds; no attempt waits longer than 100 ms for all its locks, and it is tried again.
-- Going back: not after this; make a plan to the old type again. In development run the down file.
-- Plan change-type-customers-id-bigint; it refuses to run until the backfill is proven. Do not run it
-- inside a transaction.

-- Drop id of public.customers and put the column of the new type in its place
-- Both hold the same values, and every key, index and view of the old one has its counterpart.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'id' AND NOT attisdropped AND atttypid = pg_catalog.to_regtype('bigint') AND atttypmod = -1) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'ec_new_id_a01c0b' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.customers.id is of type bigint already: nothing to do.';
    RETURN;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.customers') AND tgname = 'ec_sync_customers_id_c6671a') THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'ec_new_id_a01c0b of public.customers is not kept in step with id.', HINT = 'Run the expand and the backfill files first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.customers') AND conname = 'ec_parity_customers_id_872d2f' AND convalidated) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.customers: it is not proven that ec_new_id_a01c0b is filled in every row.', HINT = 'Run the backfill file to its end first.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_customers_pkey_ff2825') AND indrelid = pg_catalog.to_regclass('public.customers') AND indisvalid) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_customers_pkey_ff2825 is missing or INVALID.', HINT = 'Run the backfill file again.';
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
        -- public.customer_totals comes back below.
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        DROP VIEW public.customer_totals;
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        LOCK TABLE ONLY public.customers IN ACCESS EXCLUSIVE MODE;
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        LOCK TABLE ONLY public.orders IN ACCESS EXCLUSIVE MODE;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.customers') AND conname = 'ec_parity_customers_id_872d2f' AND convalidated) THEN
          RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.customers: it is not proven that ec_new_id_a01c0b is filled in every row.', HINT = 'Run the backfill file to its end first.';
        END IF;
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.ec_idx_customers_pkey_ff2825') AND indrelid = pg_catalog.to_regclass('public.customers') AND indisvalid) THEN
          RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The index public.ec_idx_customers_pkey_ff2825 is missing or INVALID.', HINT = 'Run the backfill file again.';
        END IF;
        -- Proven by a validated check: no scan.
        ALTER TABLE public.customers ADD CONSTRAINT ec_con_customers_id_not_null_14bbf8 NOT NULL ec_new_id_a01c0b;
        -- customers_referred_by_fkey of public.customers references the new column now.
        ALTER TABLE public.customers DROP CONSTRAINT IF EXISTS customers_referred_by_fkey;
        ALTER TABLE public.customers RENAME CONSTRAINT ec_con_customers_referred_by_fkey_2b584e TO customers_referred_by_fkey;
        -- orders_customer_id_fkey of public.orders references the new column now.
        ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_customer_id_fkey;
        ALTER TABLE public.orders RENAME CONSTRAINT ec_con_orders_customer_id_fkey_cd7d54 TO orders_customer_id_fkey;
        -- public.customers_id_seq goes with the old column; the new one gets one like it that counts on from where it was.
        DECLARE
          last_given bigint;
          was_called boolean;
        BEGIN
          ALTER SEQUENCE public.customers_id_seq AS bigint;
          SELECT last_value, is_called INTO last_given, was_called FROM public.customers_id_seq LIMIT 1;
          ALTER TABLE public.customers ALTER COLUMN id DROP IDENTITY IF EXISTS;
          ALTER TABLE public.customers ALTER COLUMN ec_new_id_a01c0b ADD GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME public.customers_id_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1 NO CYCLE);
          PERFORM pg_catalog.setval('public.customers_id_seq', last_given, was_called);
        END;
        -- The two columns are no longer kept equal.
        DROP TRIGGER IF EXISTS ec_sync_customers_id_c6671a ON public.customers;
        DROP FUNCTION IF EXISTS public.ec_sync_customers_id_c6671a();
        -- The proof.
        ALTER TABLE public.customers DROP CONSTRAINT IF EXISTS ec_parity_customers_id_872d2f;
        -- DROP COLUMN would silently take along whatever was added after this plan was made.
        DECLARE
          others text;
        BEGIN
          SELECT pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0), ', ')
            INTO others
            FROM pg_catalog.pg_depend AS d
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
              AND d.refobjid = pg_catalog.to_regclass('public.customers')
              AND a.attname = 'id'
              AND NOT (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND EXISTS (SELECT FROM pg_catalog.pg_attrdef AS own WHERE own.oid = d.objid AND own.adrelid = a.attrelid AND own.adnum = a.attnum))
              AND NOT (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid IN (SELECT pg_catalog.to_regclass(known.name)::oid FROM pg_catalog.unnest(ARRAY['public.customers_pkey']::pg_catalog.text[]) AS known (name)))
              AND NOT (d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objid IN (SELECT oid FROM pg_catalog.pg_constraint WHERE conrelid = d.refobjid AND conname = ANY (ARRAY['customers_id_not_null', 'customers_pkey']::pg_catalog.text[])))
              AND NOT (d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND d.objid IN (SELECT oid FROM pg_catalog.pg_statistic_ext WHERE stxrelid = d.refobjid AND stxname = ANY (ARRAY[]::pg_catalog.text[])));
          IF others IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
              MESSAGE = pg_catalog.concat('public.customers.id is used by something that was added after this plan was made: ', others),
              HINT = 'Drop it, or make the plan again so that it is carried over; nothing was changed.';
          END IF;
        END;
        ALTER TABLE public.customers DROP COLUMN id;
        ALTER TABLE public.customers RENAME COLUMN ec_new_id_a01c0b TO id;
        -- Since 18 NOT NULL has a name of its own.
        ALTER TABLE public.customers RENAME CONSTRAINT ec_con_customers_id_not_null_14bbf8 TO customers_id_not_null;
        -- The primary key customers_pkey on the index that was built for it.
        ALTER TABLE public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY USING INDEX ec_idx_customers_pkey_ff2825;
        -- The view public.customer_totals, as it was.
        CREATE VIEW public.customer_totals AS
         SELECT c.id,
            c.name,
            sum(o.total) AS total
           FROM (public.customers c
             JOIN public.orders o ON ((o.customer_id = c.id)))
          GROUP BY c.id;
        ALTER VIEW public.customer_totals OWNER TO postgres;
        REVOKE ALL ON TABLE public.customer_totals FROM postgres;
        GRANT INSERT, SELECT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN ON TABLE public.customer_totals TO postgres;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        IF attempt >= 300 THEN
          RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'public.customers stayed locked through 300 attempts; nothing was changed by this step', HINT = 'Find the transaction that holds it: SELECT pid, query, xact_start FROM pg_stat_activity WHERE xact_start IS NOT NULL ORDER BY xact_start; then run this file again.';
        END IF;
        IF attempt % 10 = 0 THEN
          RAISE NOTICE '%', 'waiting for a lock on public.customers: another transaction holds it';
        END IF;
        -- Without the right to set deadlock_timeout, every twentieth attempt outlasts it once when a vacuum is in the way.
        budget := 100;
        IF attempt % 20 = 19 AND NOT pg_catalog.has_parameter_privilege('deadlock_timeout', 'SET') AND EXISTS (
          SELECT FROM pg_catalog.pg_locks AS held JOIN pg_catalog.pg_stat_progress_vacuum AS vacuum ON vacuum.pid = held.pid
          WHERE held.relation = pg_catalog.to_regclass('public.customers') AND held.granted
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
