UPDATE users SET full_name = 'z'; SELECT 1 / (count(*) = 2)::int FROM users WHERE full_name = 'z';
