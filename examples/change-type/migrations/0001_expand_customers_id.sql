-- Add a column of type bigint beside id
--
-- Adds a column of type bigint beside id of public.customers (integer), and a trigger that keeps both
-- in step.
-- Goes out with deploy 1, before the backfill; the code stays as it is.
-- Locks: ACCESS EXCLUSIVE on public.customers for some milliseconds; no attempt waits longer than 100
-- ms, and it is tried again.
-- Going back: leave it, it does no harm; in development run the down file.
-- Plan change-type-customers-id-bigint; it may be run again at any time. Do not run it inside a
-- transaction.

-- Add ec_new_id_a01c0b to public.customers and keep it equal to id
-- Old code must not notice, and whatever it writes from now on must reach the new column.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.customers') IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is no table public.customers.', HINT = 'Is this the right database?';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass('public.customers') AND tgname = 'ec_sync_customers_id_c6671a') THEN
    RAISE NOTICE '%', 'public.customers has ec_new_id_a01c0b already: expand has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'id' AND NOT attisdropped AND atttypid = pg_catalog.to_regtype('bigint') AND atttypmod = -1) AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'ec_new_id_a01c0b' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.customers.id is of type bigint already: contract has run, nothing to do.';
    RETURN;
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'ec_new_id_a01c0b' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.customers has a column ec_new_id_a01c0b that this plan did not make.', HINT = 'Rename or drop that column, or make a new plan with another name.';
  END IF;

  IF NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.customers') AND attname = 'id' AND NOT attisdropped) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.customers has no column id.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  -- Everything in one transaction: either all of it is there or nothing.
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
END
$plan$;
