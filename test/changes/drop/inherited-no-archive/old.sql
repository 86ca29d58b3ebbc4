INSERT INTO kid (id, note, extra) VALUES (1, 'n', 3);
