INSERT INTO users (id, at, display_name) VALUES (1, '2026-03-02', 'old');
DO $$ BEGIN ASSERT (SELECT display_name FROM users WHERE id = 1 AND at = '2026-03-02' AND display_name = 'old') = 'old'; END $$;
INSERT INTO archive.users_2 (id, at) VALUES (7, '2026-02-02');
DO $$ BEGIN ASSERT (SELECT display_name FROM users WHERE id = 7 AND at = '2026-02-02') = 'b', 'the default of the partition'; END $$;
INSERT INTO archive.users_2 (id, at, display_name) VALUES (8, '2026-02-02', 'given');
DO $$ BEGIN ASSERT (SELECT display_name FROM users WHERE id = 8 AND at = '2026-02-02') = 'given', 'given beside the default of the partition'; END $$;
UPDATE users SET display_name = 'moved', at = '2026-01-15' WHERE id = 7 AND at = '2026-02-02';
DO $$ BEGIN ASSERT (SELECT display_name FROM users_1 WHERE id = 7 AND at = '2026-01-15') = 'moved'; END $$;
