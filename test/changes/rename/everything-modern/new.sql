INSERT INTO product (name, price) VALUES ('new one', 7);
UPDATE product SET name = 'NEW ONE' WHERE name = 'New one';
SELECT 1 / count(*) FROM product WHERE name::text COLLATE "C" = 'NEW ONE' AND label COLLATE "C" = 'NEW ONE (7)' AND search @@ 'one';
INSERT INTO product DEFAULT VALUES;
INSERT INTO staging VALUES ('NEW one', 7);
SELECT load();
SELECT * FROM tags, labels, catalog LIMIT 1;
