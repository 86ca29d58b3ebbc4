-- Takes back: Convert id to bigint
--
-- For development only. In production the way back is older code or a forward fix, see the notes of
-- this plan.

-- Take the proof, constraints and indexes of ec_new_id_a01c0b back
-- The copied values stay; expand's down drops them with their column.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF (EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'id' AND NOT attisdropped AND atttypid = pg_catalog.to_regtype('bigint') AND atttypmod = -1) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'ec_new_id_a01c0b' AND NOT attisdropped)) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.customers.id is of type bigint already: contract has run.', HINT = 'Take contract back first, with its own down file.';
  END IF;

  -- Catalog changes only.
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
        -- The proof.
        ALTER TABLE public.customers DROP CONSTRAINT IF EXISTS ec_parity_customers_id_872d2f;
        -- What would have become customers_referred_by_fkey of public.customers.
        ALTER TABLE public.customers DROP CONSTRAINT IF EXISTS ec_con_customers_referred_by_fkey_2b584e;
        -- What would have become orders_customer_id_fkey of public.orders.
        ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS ec_con_orders_customer_id_fkey_cd7d54;
        -- The index that would have become customers_pkey.
        DROP INDEX IF EXISTS public.ec_idx_customers_pkey_ff2825;
        DROP TRIGGER IF EXISTS "~ec_zz_keep_customers_id_fb05ef" ON public.customers;
        DROP FUNCTION IF EXISTS public."~ec_zz_keep_customers_id_fb05ef"();
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
