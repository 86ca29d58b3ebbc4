INSERT INTO users (id, display_name) VALUES (900, 'one');
INSERT INTO badges VALUES ('one');
