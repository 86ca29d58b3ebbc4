INSERT INTO derived (id, v) VALUES (1000, 'y');
UPDATE base SET v = 'z' WHERE id = 7;
