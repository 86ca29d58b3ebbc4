UPDATE people SET id = 1000 WHERE id = 1;
SELECT 1 / count(*) FROM orders WHERE user_id = 1000;
DO $$ BEGIN DELETE FROM people WHERE id = 5; SET CONSTRAINTS ALL IMMEDIATE; RAISE 'the key did not hold'; EXCEPTION WHEN foreign_key_violation THEN NULL; END $$;
