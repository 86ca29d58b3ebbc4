UPDATE people SET full_name = 'z'; SELECT 1 / (count(*) = 1)::int FROM admins WHERE full_name = 'z';
