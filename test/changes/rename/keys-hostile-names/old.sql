INSERT INTO "Us.ers $$" (x) VALUES (1);
INSERT INTO "Us.ers $$" ("i d""$ec$") VALUES (700);
INSERT INTO "badges %" VALUES (700);
