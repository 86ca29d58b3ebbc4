INSERT INTO docs VALUES (1000, '{"b": [1.0, 2]}');
INSERT INTO docs (id) VALUES (1001);
UPDATE docs SET body = '{"b": 2}' WHERE id = 1;
