CREATE TABLE docs (id int, body jsonb, tags text[]); INSERT INTO docs VALUES (1, '{"a": 1}', '{a}');
