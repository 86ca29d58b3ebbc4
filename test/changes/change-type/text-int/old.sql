INSERT INTO people (id, age) VALUES (1000, '12'), (1001, ''), (1002, NULL);
INSERT INTO people (id) VALUES (1003);
UPDATE people SET age = ' 13 ' WHERE id = 1000;
