INSERT INTO users (display_name, other) VALUES ('one', 'o');
INSERT INTO users (display_name, other) VALUES ('one', 'p') ON CONFLICT (display_name) DO UPDATE SET other = EXCLUDED.other;
INSERT INTO users (display_name, other) VALUES ('one', 'q') ON CONFLICT ON CONSTRAINT users_pkey DO UPDATE SET other = EXCLUDED.other;
UPDATE users SET display_name = 'two' WHERE display_name = 'one';
DELETE FROM users WHERE display_name = 'name 3';
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE display_name = 'two' AND other = 'q';
