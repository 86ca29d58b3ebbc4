INSERT INTO parent (tag) VALUES ('x');
SELECT id_of('p1');
CALL fix_id('p1');
SELECT count(*) FROM ids();
