CREATE TABLE t (id integer PRIMARY KEY, qty integer NOT NULL DEFAULT 7, a integer,
  CONSTRAINT t_qty_check CHECK (qty >= 0), CONSTRAINT t_qty_a_check CHECK (qty + a < 2000000000));
COMMENT ON COLUMN t.qty IS 'how many';
COMMENT ON CONSTRAINT t_qty_check ON t IS 'not below zero';
CREATE INDEX t_qty_idx ON t (qty);
CREATE INDEX t_part_idx ON t (a) WHERE qty > 10;
CREATE UNIQUE INDEX t_expr_idx ON t ((qty * 2), id);
CREATE STATISTICS t_stat ON qty, a FROM t;
ALTER TABLE t ALTER COLUMN qty SET STATISTICS 321;
INSERT INTO t SELECT g, g % 100, g FROM generate_series(1, 300) AS g;
INSERT INTO t VALUES (1001, 1000000000, NULL);
CREATE VIEW t_v AS SELECT id, qty FROM t WHERE qty > 0;
CREATE VIEW t_vv AS SELECT id, qty + 1 AS more FROM t_v;
COMMENT ON VIEW t_v IS 'some';
