INSERT INTO events (at, token) VALUES (1, 'a');
