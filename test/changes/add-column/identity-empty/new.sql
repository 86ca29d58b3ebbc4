INSERT INTO users (name) VALUES ('q');
