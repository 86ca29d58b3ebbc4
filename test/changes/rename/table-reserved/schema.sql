CREATE TABLE "user" (id int PRIMARY KEY, "order" text);
INSERT INTO "user" VALUES (1);
