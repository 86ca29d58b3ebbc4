CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
INSERT INTO users (name) SELECT 'n' || n FROM generate_series(1, 300) n;
CREATE VIEW names AS SELECT * FROM users;
