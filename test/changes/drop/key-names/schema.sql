CREATE TABLE t (last int, batch text, own text, archived int, found_rows date, seen text, PRIMARY KEY (last, batch, archived, found_rows));
INSERT INTO t SELECT i % 7, 'b' || i, 'o', i % 3, DATE '2020-01-01' + i, 's' || i FROM generate_series(1, 300) AS i;
