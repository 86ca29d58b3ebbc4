INSERT INTO "Us.ers $$" (x) VALUES (1);
INSERT INTO "Us.ers $$" ("ne""w\ 'id' $plan$") VALUES (700);
INSERT INTO "badges %" VALUES (700);
