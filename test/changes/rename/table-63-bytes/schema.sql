CREATE TABLE "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu" ("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx" serial PRIMARY KEY, a text);
INSERT INTO "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu" (a) VALUES (1);
