DROP VIEW t_vv;
DROP VIEW t_v;
ALTER TABLE t ALTER COLUMN qty TYPE bigint;
CREATE VIEW t_v AS SELECT id, qty FROM t WHERE qty > 0;
COMMENT ON VIEW t_v IS 'some';
CREATE VIEW t_vv AS SELECT id, qty + 1 AS more FROM t_v;
