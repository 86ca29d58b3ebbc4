CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE users (id bigint PRIMARY KEY, full_name mood[], other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '{sad}'::mood[] WHEN 1 THEN '{ok,sad}'::mood[] END FROM generate_series(1, 60) i;
