UPDATE users SET full_name = 'y' WHERE id = 1; SELECT 1 / (count(*) = 3)::int FROM log;
