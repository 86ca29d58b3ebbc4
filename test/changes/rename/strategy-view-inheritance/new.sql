UPDATE users SET display_name = 'z'; SELECT 1 / (count(*) = 2)::int FROM users WHERE display_name = 'z';
