INSERT INTO users (id, full_name) VALUES (900, 'one');
INSERT INTO badges VALUES ('one');
