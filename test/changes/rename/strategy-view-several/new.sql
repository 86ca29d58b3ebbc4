INSERT INTO users (nr, display_name, rest) VALUES (900, 'a', 'b'); SELECT 1 / count(*) FROM users WHERE nr = 900 AND display_name = 'a' AND rest = 'b';
