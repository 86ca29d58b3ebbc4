INSERT INTO posts VALUES (1000, 'anything');
