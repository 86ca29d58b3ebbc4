INSERT INTO kids (id, full_name) VALUES (100, 'old');
UPDATE users SET full_name = 'all' WHERE id = 100;
DO $$ BEGIN ASSERT (SELECT count(*) FROM users WHERE full_name = 'all') = 1; END $$;
