DROP VIEW counted;
ALTER TABLE parent ALTER COLUMN id TYPE bigint;
CREATE VIEW counted AS SELECT p.id, p.n, count(c.id) AS children FROM parent p LEFT JOIN child1 c ON c.parent_id = p.id GROUP BY p.id;
