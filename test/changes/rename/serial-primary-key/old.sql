INSERT INTO users (full_name) VALUES ('one');
