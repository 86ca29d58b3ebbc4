INSERT INTO users (id, fax) VALUES (-1, 'x');
