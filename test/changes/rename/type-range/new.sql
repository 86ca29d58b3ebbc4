INSERT INTO users (id, display_name) VALUES (900, '[1,3)'::int4range);
UPDATE users SET display_name = 'empty'::int4range WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'empty'::int4range;
