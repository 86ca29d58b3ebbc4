CREATE TABLE users (id int PRIMARY KEY, full_name serial);
INSERT INTO users SELECT i FROM generate_series(1, 100) i;
COMMENT ON SEQUENCE users_full_name_seq IS 'numbers';
