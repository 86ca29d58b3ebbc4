SET LOCAL ROLE pg_monitor;
SELECT 1 / (count(*) = 100)::int FROM people;
INSERT INTO people (id, full_name) VALUES (900, 'one');
DO $$ BEGIN INSERT INTO people (id, tenant) VALUES (901, 'postgres'); RAISE 'the policy did not see it'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
WITH seen AS (UPDATE people SET other = 'x' RETURNING id) SELECT 1 / (count(*) = 101)::int FROM seen;
