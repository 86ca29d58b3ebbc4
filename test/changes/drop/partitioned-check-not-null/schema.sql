CREATE TABLE events (id int PRIMARY KEY, note text NOT NULL CHECK (note IS NOT NULL)) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
CREATE TABLE events_2 (id int NOT NULL, note text CONSTRAINT events_note_not_null NOT NULL, CONSTRAINT events_note_check CHECK (note IS NOT NULL));
ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (100) TO (200);
INSERT INTO events SELECT i, 'n' || i FROM generate_series(1, 150) AS i;
