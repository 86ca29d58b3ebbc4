INSERT INTO users (no) VALUES (7);
