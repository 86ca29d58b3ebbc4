INSERT INTO users (id, at, display_name) VALUES (1, '2026-03-02', 'name 1') ON CONFLICT (display_name, at, id) DO NOTHING;
DO $$ BEGIN INSERT INTO users (id, at, display_name) VALUES (1, '2026-03-03', 'nobody'); RAISE 'refused is expected'; EXCEPTION WHEN foreign_key_violation THEN NULL; END $$;
DO $$ BEGIN INSERT INTO users (id, at, display_name) VALUES (1, '2026-03-04', NULL); RAISE 'refused is expected'; EXCEPTION WHEN not_null_violation THEN NULL; END $$;
