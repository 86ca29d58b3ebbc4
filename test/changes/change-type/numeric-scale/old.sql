INSERT INTO prices VALUES (1000, 1.5);
UPDATE prices SET amount = 1.50 WHERE id = 1000;
UPDATE prices SET amount = 2 WHERE id = 1;
