CREATE TABLE users (id int PRIMARY KEY, x int);
INSERT INTO users SELECT i FROM generate_series(1, 60) i;
CREATE TABLE badges (owner int REFERENCES users DEFERRABLE INITIALLY DEFERRED, maker int REFERENCES users DEFERRABLE);
INSERT INTO badges SELECT i, i FROM generate_series(1, 60) i;
