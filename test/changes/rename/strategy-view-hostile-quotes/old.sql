INSERT INTO "it's"."ta""ble" (id, "co""l'umn") VALUES (900, 'one');
UPDATE "it's"."ta""ble" SET "co""l'umn" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "it's"."ta""ble" WHERE id = 900 AND "co""l'umn" = 'two';
