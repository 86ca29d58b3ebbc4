UPDATE users SET short = 'a' WHERE id = 10;
