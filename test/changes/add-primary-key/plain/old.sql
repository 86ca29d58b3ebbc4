INSERT INTO users VALUES (1, 'u1'); DELETE FROM users WHERE ctid = (SELECT max(ctid) FROM users WHERE id = 1);
