-- fails unless a positional INSERT finds the column in its place
INSERT INTO users VALUES (900, 'one', 'o'); SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'one' AND other = 'o';
