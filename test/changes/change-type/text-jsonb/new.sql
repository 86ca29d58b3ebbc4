INSERT INTO docs VALUES (1000, '{"b": [1.0, 2]}');
UPDATE docs SET body = body || '{"c": 1}' WHERE id = 1000;
