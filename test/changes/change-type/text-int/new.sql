INSERT INTO people (id, age) VALUES (1000, 12);
UPDATE people SET age = age + 1 WHERE id = 1000;
