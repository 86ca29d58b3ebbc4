INSERT INTO "{{x}}"."{{{y}}}" (id, "{{#if a}}") VALUES (900, 'one');
UPDATE "{{x}}"."{{{y}}}" SET "{{#if a}}" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "{{x}}"."{{{y}}}" WHERE id = 900 AND "{{#if a}}" = 'two';
