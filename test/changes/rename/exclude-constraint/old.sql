INSERT INTO users (id, full_name) VALUES (900, '[1,5)');
UPDATE users SET full_name = '[2,6)' WHERE id = 900;
DO $$ BEGIN INSERT INTO users (id, full_name) VALUES (901, '[5,9)'); RAISE 'two at once'; EXCEPTION WHEN exclusion_violation THEN END $$;
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = '[2,6)';
