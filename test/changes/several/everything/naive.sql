ALTER TABLE orders ALTER COLUMN total TYPE bigint;
ALTER TABLE orders RENAME COLUMN note TO remark;
ALTER TABLE orders ADD CHECK (state <> '');
ALTER TABLE orders DROP COLUMN fax;
ALTER TABLE orders ADD COLUMN token uuid NOT NULL DEFAULT token();
