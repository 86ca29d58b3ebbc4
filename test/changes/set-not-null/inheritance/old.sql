INSERT INTO base (id) VALUES (7);
INSERT INTO kid (id) VALUES (8);
UPDATE base SET c = NULL WHERE id < 5;
