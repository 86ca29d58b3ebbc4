CREATE TABLE a (id int PRIMARY KEY, x int, y int, z text);
CREATE TABLE b (x int, y int, w text);
INSERT INTO a SELECT i, i % 5, i % 3, 'z' || i FROM generate_series(1, 40) i;
INSERT INTO b SELECT i % 5, i % 3, 'w' || i FROM generate_series(1, 15) i;
CREATE VIEW joined AS SELECT x, y, z, w FROM a JOIN b USING (x, y);
CREATE VIEW sums AS SELECT x, sum(y) AS y FROM a GROUP BY x HAVING sum(y) > 0 ORDER BY y;
CREATE FUNCTION top_x() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(a.x + a.y) FROM a; END;
