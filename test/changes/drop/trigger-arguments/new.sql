INSERT INTO docs (id, title) VALUES (2, 'x');
