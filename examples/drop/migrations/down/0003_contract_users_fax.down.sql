-- Takes back: Drop public.users.fax
--
-- For development only. In production the way back is older code or a forward fix, see the notes of
-- this plan.

-- Bring public.users.fax back with its values
-- It comes last among the columns; everything that went with it is made again, without care for
-- traffic.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass('public.users') AND attname = 'fax' AND NOT attisdropped) THEN
    RAISE NOTICE '%', 'public.users.fax is there: nothing to do.';
    RETURN;
  END IF;

  IF NOT pg_catalog.to_regclass('expand_contract_archive.ec_archive_users_fax_a12a36') IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The archive expand_contract_archive.ec_archive_users_fax_a12a36 is gone.', HINT = 'Without it the values cannot be brought back; nothing was changed.';
  END IF;

  -- Everything in one transaction.
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
        ALTER TABLE public.users ADD COLUMN fax text;
        -- The table's own triggers have nothing to do with it.
        IF pg_catalog.has_parameter_privilege('session_replication_role', 'SET') THEN
          PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);
        END IF;
        UPDATE public.users AS own SET fax = archived.fax FROM expand_contract_archive.ec_archive_users_fax_a12a36 AS archived WHERE archived.id = own.id;
        CREATE INDEX users_fax ON public.users (fax);
        ALTER TABLE public.users ADD CONSTRAINT users_fax_check CHECK ((fax <> ''::text));
        COMMENT ON TABLE expand_contract_archive.ec_archive_users_fax_a12a36 IS 'expand-contract: archive of plan drop-users-fax (public.users.fax)';
        -- The view public.fax_numbers, as it was.
        CREATE VIEW public.fax_numbers AS
         SELECT name,
            fax
           FROM public.users;
        ALTER VIEW public.fax_numbers OWNER TO postgres;
        REVOKE ALL ON TABLE public.fax_numbers FROM postgres;
        GRANT INSERT, SELECT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN ON TABLE public.fax_numbers TO postgres;
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
END
$plan$;
