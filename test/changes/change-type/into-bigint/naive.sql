DROP VIEW stocked;
ALTER TABLE stock ALTER COLUMN amount TYPE bigint;
ALTER TABLE stock RENAME COLUMN amount TO units;
CREATE VIEW stocked AS SELECT id, units AS amount FROM stock WHERE units > 10;
