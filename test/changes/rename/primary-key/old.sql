INSERT INTO users (full_name, other) VALUES ('one', 'o');
INSERT INTO users (full_name, other) VALUES ('one', 'p') ON CONFLICT (full_name) DO UPDATE SET other = EXCLUDED.other;
INSERT INTO users (full_name, other) VALUES ('one', 'q') ON CONFLICT ON CONSTRAINT users_pkey DO UPDATE SET other = EXCLUDED.other;
UPDATE users SET full_name = 'two' WHERE full_name = 'one';
DELETE FROM users WHERE full_name = 'name 3';
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE full_name = 'two' AND other = 'q';
