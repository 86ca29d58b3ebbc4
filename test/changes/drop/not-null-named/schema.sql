CREATE TABLE users (id int PRIMARY KEY, fax text CONSTRAINT must NOT NULL);
COMMENT ON CONSTRAINT must ON users IS 'really';
INSERT INTO users SELECT i, 'fax ' || i FROM generate_series(1, 5) AS i;
