SET LOCAL ROLE pg_monitor;
UPDATE users SET full_name = 'x' WHERE id = 1;
DO $$ BEGIN DELETE FROM users; RAISE 'the right to delete came from nowhere'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
DO $$ BEGIN UPDATE users SET other = 'x'; RAISE 'the right to update came from nowhere'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
