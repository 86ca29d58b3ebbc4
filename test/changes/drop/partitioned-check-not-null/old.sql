INSERT INTO events VALUES (0, '');
