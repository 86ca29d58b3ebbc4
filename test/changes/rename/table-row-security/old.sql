SET LOCAL ROLE pg_monitor;
SELECT 1 / (count(*) = 100)::int FROM users;
