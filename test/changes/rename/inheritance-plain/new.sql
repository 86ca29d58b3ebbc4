INSERT INTO kids (id, display_name) VALUES (100, 'old');
UPDATE users SET display_name = 'all' WHERE id = 100;
DO $$ BEGIN ASSERT (SELECT count(*) FROM users WHERE display_name = 'all') = 1; END $$;
