CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text, name text);
INSERT INTO users (email, name) SELECT CASE WHEN n % 3 > 0 THEN 'u' || n END, 'n' || n FROM generate_series(1, 500) n;
CREATE VIEW mails AS SELECT id, email FROM users;
