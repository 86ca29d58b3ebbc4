CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE t (id int PRIMARY KEY, doc json, n numeric, w text COLLATE ci, p point, a int[]);
INSERT INTO t SELECT i, json_build_object('i', i), i / 10.0, 'W', point(i, i), ARRAY[i] FROM generate_series(1, 30) AS i;
