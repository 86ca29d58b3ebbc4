CREATE TABLE users (tenant int, id bigint GENERATED ALWAYS AS IDENTITY, name text, PRIMARY KEY (tenant, id));
INSERT INTO users (tenant, name) SELECT i % 3, 'n' || i FROM generate_series(1, 60) i;
CREATE TABLE posts (tenant int, author bigint, FOREIGN KEY (tenant, author) REFERENCES users);
INSERT INTO posts SELECT tenant, id FROM users;
