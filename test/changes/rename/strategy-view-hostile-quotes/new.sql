INSERT INTO "it's"."ta""ble" (id, "n""e'w""") VALUES (900, 'one');
UPDATE "it's"."ta""ble" SET "n""e'w""" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "it's"."ta""ble" WHERE id = 900 AND "n""e'w""" = 'two';
