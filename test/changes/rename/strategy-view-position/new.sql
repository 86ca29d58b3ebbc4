INSERT INTO users VALUES (900, 'one', 'o'); SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'one' AND other = 'o';
-- the view of the roll-out has both names, the table has its column where it was
SELECT 1 / count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'display_name' AND (attnum = 2 OR EXISTS (SELECT FROM pg_views WHERE viewname = 'users'));
