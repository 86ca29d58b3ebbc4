CREATE TABLE teams (id int PRIMARY KEY, name text UNIQUE); INSERT INTO teams VALUES (1, 'one');
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
INSERT INTO users (name) SELECT 'n' || n FROM generate_series(1, 300) n;
CREATE VIEW names AS SELECT * FROM users;
