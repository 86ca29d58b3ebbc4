INSERT INTO customer ("order", note) VALUES (12.50, 'new'), (DEFAULT, 'def'), (NULL, 'nul');
SELECT 1 / count(*) FROM customer WHERE note = 'nul!' AND "order" IS NULL;
SELECT 1 / count(*) FROM customer WHERE note = 'def' AND "order" = 0;
UPDATE customer SET "order" = 1.000 WHERE note = 'new';
SELECT 1 / count(*) FROM customer WHERE note = 'new' AND "order"::text = '1.00';
DELETE FROM region WHERE code = 'fr';
SELECT * FROM big, by_region, daily, monthly LIMIT 1;
