CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Users" ("Id" serial PRIMARY KEY, "fullName" text);
INSERT INTO "Shop"."Users" ("fullName") VALUES (1);
