INSERT INTO users (display_name) VALUES ('one');
