INSERT INTO events (at, team) VALUES (1, 1);
