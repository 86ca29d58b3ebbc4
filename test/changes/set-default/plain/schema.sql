CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text DEFAULT 'new');
INSERT INTO users (status) VALUES ('a'), (NULL);
CREATE VIEW active AS SELECT id, status FROM users WHERE status = 'active';
