CREATE TABLE users (a int, full_name text, n int, CONSTRAINT "The key" PRIMARY KEY (full_name, a) INCLUDE (n) WITH (fillfactor = 80));
INSERT INTO users SELECT i, 'name ' || i % 40 FROM generate_series(1, 200) i;
