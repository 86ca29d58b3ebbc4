CREATE DOMAIN pos AS int CHECK (VALUE > 0);
CREATE TABLE t (id uuid PRIMARY KEY, n pos, "group" text);
INSERT INTO t SELECT md5(i::text)::uuid, i FROM generate_series(1, 20) AS i;
