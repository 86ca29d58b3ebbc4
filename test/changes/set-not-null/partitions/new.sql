INSERT INTO events (at, kind) VALUES (5, 'a'), (105, 'b');
