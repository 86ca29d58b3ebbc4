ALTER TABLE customers ALTER COLUMN id TYPE bigint;
DROP VIEW customer_totals;
ALTER TABLE customers ALTER COLUMN id TYPE bigint;
