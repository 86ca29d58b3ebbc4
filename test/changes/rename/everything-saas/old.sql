INSERT INTO app."User" ("organizationId", "emailAddress") VALUES (md5('1')::uuid, ' New@Example.com ');
UPDATE app."User" SET "emailAddress" = 'Other@example.com', "givenName" = 'x' WHERE "emailAddress" = 'new@example.com';
SELECT 1 / count(*) FROM app."User" WHERE "emailAddress"::text = 'other@example.com';
INSERT INTO app."User" ("organizationId", "emailAddress") VALUES (md5('1')::uuid, 'other@example.com') ON CONFLICT ("organizationId", "emailAddress") DO UPDATE SET "givenName" = 'again';
SELECT 1 / count(*) FROM app.find('other@example.com');
SELECT * FROM app."UserSummary", app."TopDomain" LIMIT 1;
