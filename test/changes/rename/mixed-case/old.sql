INSERT INTO "Users" (id) VALUES (900);
SELECT 1 / count(*) FROM "Users" WHERE id = 900 AND "createdAt" = now();
