CREATE TABLE users (id int CONSTRAINT "must be there" NOT NULL, x int);
INSERT INTO users SELECT i FROM generate_series(1, 60) i;
ALTER TABLE users ADD PRIMARY KEY (id);
COMMENT ON CONSTRAINT "must be there" ON users IS 'why';
