CREATE TABLE users (tenant int, id int, PRIMARY KEY (tenant, id));
INSERT INTO users SELECT 1, i FROM generate_series(1, 60) i;
CREATE TABLE posts (tenant int NOT NULL, author int, FOREIGN KEY (tenant, author) REFERENCES users ON DELETE SET NULL (author));
INSERT INTO posts SELECT 1, i FROM generate_series(1, 60) i;
