-- Takes back: Make id bigint
--
-- For development only. In production the way back is older code or a forward fix, see the notes of
-- this plan.

-- Give id of public.customers its old type again, with a column of the new one beside it
-- Written anew under a lock, which only a database without traffic can afford.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF NOT (EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'id' AND NOT attisdropped AND atttypid = pg_catalog.to_regtype('bigint') AND atttypmod = -1) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'ec_new_id_a01c0b' AND NOT attisdropped)) THEN
    RAISE NOTICE '%', 'public.customers: contract has not run, nothing to do.';
    RETURN;
  END IF;

  -- The old type again, and a second column beside it.
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
        -- The old type, row by row.
        ALTER TABLE public.customers ALTER COLUMN id TYPE integer USING id::text::integer;
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
        PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
        LOCK TABLE ONLY public.customers IN ACCESS EXCLUSIVE MODE;
        -- ec_new_id_a01c0b, of the type bigint; rows that are there stay as they are.
        ALTER TABLE public.customers ADD COLUMN ec_new_id_a01c0b bigint;
        -- Keep id and ec_new_id_a01c0b equal, whichever of them is written; it fires only for rows in which they differ.
        CREATE OR REPLACE FUNCTION public.ec_sync_customers_id_c6671a() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $ec$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.ec_new_id_a01c0b := (NEW.id)::bigint;
    -- Two unique indexes and one arbiter: ON CONFLICT would raise 23505 for the other one, so writers of one value queue.
    -- What this session has just taken from the sequence is nobody else's key: a bulk load takes no lock for it.
    DECLARE
      generated boolean := false;
    BEGIN
      BEGIN
        generated := NEW.ec_new_id_a01c0b IS NOT DISTINCT FROM pg_catalog.currval('public.customers_id_seq'::pg_catalog.regclass);
      EXCEPTION WHEN OTHERS THEN
        -- It has taken none yet.
      END;
      IF NOT generated THEN
        PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(NEW.ec_new_id_a01c0b::text, 13311078));
      END IF;
    END;
  ELSE
    NEW.ec_new_id_a01c0b := (NEW.id)::bigint;
  END IF;
  RETURN NEW;
END;
$ec$;
        REVOKE EXECUTE ON FUNCTION public.ec_sync_customers_id_c6671a() FROM PUBLIC;
        CREATE TRIGGER ec_sync_customers_id_c6671a BEFORE INSERT OR UPDATE ON public.customers
          FOR EACH ROW WHEN (NEW.ec_new_id_a01c0b IS DISTINCT FROM (NEW.id)::bigint) EXECUTE FUNCTION public.ec_sync_customers_id_c6671a();
        ALTER TABLE public.customers ENABLE ALWAYS TRIGGER ec_sync_customers_id_c6671a;
        COMMENT ON TRIGGER ec_sync_customers_id_c6671a ON public.customers IS 'expand-contract: sync trigger of plan change-type-customers-id-bigint';
        COMMENT ON FUNCTION public.ec_sync_customers_id_c6671a() IS 'expand-contract: sync function of plan change-type-customers-id-bigint';
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

  -- The table's own triggers have nothing to do with it.
  IF pg_catalog.has_parameter_privilege('session_replication_role', 'SET') THEN
    PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);
  END IF;
  UPDATE public.customers SET ec_new_id_a01c0b = (id)::bigint WHERE ec_new_id_a01c0b IS DISTINCT FROM (id)::bigint;
  COMMIT;

  CREATE UNIQUE INDEX IF NOT EXISTS ec_idx_customers_pkey_ff2825 ON public.customers (ec_new_id_a01c0b);
  COMMIT;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.customers') AND conname = 'ec_con_customers_referred_by_fkey_2b584e') THEN
    -- customers_referred_by_fkey of public.customers for the new column; its rows are checked after the lock is gone.
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
          LOCK TABLE ONLY public.customers IN ACCESS EXCLUSIVE MODE;
          ALTER TABLE public.customers ADD CONSTRAINT ec_con_customers_referred_by_fkey_2b584e FOREIGN KEY (referred_by) REFERENCES public.customers (ec_new_id_a01c0b) NOT VALID;
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
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.customers') AND conname = 'ec_con_customers_referred_by_fkey_2b584e' AND convalidated) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER TABLE public.customers VALIDATE CONSTRAINT ec_con_customers_referred_by_fkey_2b584e;
    COMMIT;
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'ec_con_orders_customer_id_fkey_cd7d54') THEN
    -- orders_customer_id_fkey of public.orders for the new column; its rows are checked after the lock is gone.
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
          PERFORM pg_catalog.set_config('lock_timeout', greatest(1, budget - (extract(epoch FROM pg_catalog.clock_timestamp() - asked) * 1000)::integer) || 'ms', true);
          LOCK TABLE ONLY public.customers IN ACCESS EXCLUSIVE MODE;
          ALTER TABLE public.orders ADD CONSTRAINT ec_con_orders_customer_id_fkey_cd7d54 FOREIGN KEY (customer_id) REFERENCES public.customers (ec_new_id_a01c0b) ON DELETE CASCADE NOT VALID;
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

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.orders') AND conname = 'ec_con_orders_customer_id_fkey_cd7d54' AND convalidated) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER TABLE public.orders VALIDATE CONSTRAINT ec_con_orders_customer_id_fkey_cd7d54;
    COMMIT;
  END IF;

  -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
  PERFORM pg_catalog.set_config('lock_timeout', '0', true);
  -- The planner knows nothing about the new column until ANALYZE.
  ANALYZE public.customers;
  COMMIT;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.customers') AND conname = 'ec_parity_customers_id_872d2f') THEN
    -- From here on no write can leave id and ec_new_id_a01c0b different.
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
          LOCK TABLE ONLY public.customers IN ACCESS EXCLUSIVE MODE;
          ALTER TABLE public.customers ADD CONSTRAINT ec_parity_customers_id_872d2f CHECK (ec_new_id_a01c0b IS NOT NULL AND ec_new_id_a01c0b IS NOT DISTINCT FROM (id)::bigint) NOT VALID;
          COMMENT ON CONSTRAINT ec_parity_customers_id_872d2f ON public.customers IS 'expand-contract: parity check of plan change-type-customers-id-bigint';
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
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('public.customers') AND conname = 'ec_parity_customers_id_872d2f' AND convalidated) THEN
    -- This lock blocks neither reads nor writes, even while it waits: it may wait as long as it takes.
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
    ALTER TABLE public.customers VALIDATE CONSTRAINT ec_parity_customers_id_872d2f;
    COMMIT;
  END IF;
END
$plan$;
