INSERT INTO events (id) VALUES (0), (199);
