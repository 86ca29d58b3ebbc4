INSERT INTO users (x) VALUES (1) RETURNING user_id;
INSERT INTO users (user_id, x) VALUES (9, 1);
