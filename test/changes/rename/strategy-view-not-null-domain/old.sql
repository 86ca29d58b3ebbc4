INSERT INTO users (id, full_name) VALUES (900, 'one');
UPDATE users SET full_name = 'two' WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'two';
DO $$ BEGIN UPDATE users SET full_name = NULL WHERE id = 900; RAISE 'the domain did not see it'; EXCEPTION WHEN not_null_violation THEN NULL; END $$;
