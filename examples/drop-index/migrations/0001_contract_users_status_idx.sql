-- Drop the index public.users_status_idx
--
-- Drops the index public.users_status_idx of public.users, concurrently.
-- Goes out with deploy 1, when no query needs the index.
-- Locks: SHARE UPDATE EXCLUSIVE on public.users, which stops no read or write.
-- Going back: build it again concurrently, with a plan of its own; in development run the down file.
-- Plan drop-index-users-users_status_idx; it may be run again at any time. Do not run it inside a
-- transaction.

-- See that public.users_status_idx is what it was
-- DROP INDEX cannot be made conditional.
DO $plan$
#variable_conflict use_column
-- How locks that block others are taken here: one attempt waits a moment for all of them together, then everything in
-- it is undone, and the pause before the next one is longer. So whoever queues behind an attempt waits no longer than it.
BEGIN
  IF pg_catalog.to_regclass('public.users_status_idx') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass('public.users_status_idx') AND indrelid = pg_catalog.to_regclass('public.users')) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users_status_idx is not an index of public.users.', HINT = 'The schema has changed since the plan was made: make a new one.';
  END IF;

  IF EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = pg_catalog.to_regclass('public.users_status_idx') AND contype IN ('p', 'u', 'x')) THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'public.users_status_idx is the index of a constraint by now.', HINT = 'Drop the constraint instead, with a plan of its own.';
  END IF;
END
$plan$;

-- Drop public.users_status_idx
-- Reads and writes go on; it waits for transactions that may still use it.
DROP INDEX CONCURRENTLY IF EXISTS public.users_status_idx;
