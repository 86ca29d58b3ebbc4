SET LOCAL ROLE pg_monitor;
SELECT 1 / (count(*) = 100)::int FROM users;
DO $$ BEGIN INSERT INTO users (id, owner_name) VALUES (901, 'postgres'); RAISE 'the policy did not see it'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
WITH seen AS (UPDATE users SET other = 'x' WHERE owner_name <> '' RETURNING id) SELECT 1 / (count(*) = 100)::int FROM seen;
