INSERT INTO "{{x}}"."{{{y}}}" (id, "{{> p}}") VALUES (900, 'one');
UPDATE "{{x}}"."{{{y}}}" SET "{{> p}}" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "{{x}}"."{{{y}}}" WHERE id = 900 AND "{{> p}}" = 'two';
