INSERT INTO kid (id, token) VALUES (4, 'a');
