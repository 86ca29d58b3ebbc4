CREATE TABLE events (id int, at date NOT NULL, kind text NOT NULL, note text DEFAULT 'top', CHECK (note IS NOT NULL OR id > 0), PRIMARY KEY (id, at, kind), UNIQUE (at, note, kind)) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') PARTITION BY LIST (kind);
CREATE TABLE events_2a PARTITION OF events_2 (note DEFAULT 'own') FOR VALUES IN ('a');
CREATE INDEX events_note ON events (note) INCLUDE (kind);
CREATE INDEX events_1_own ON events_1 (lower(note));
COMMENT ON COLUMN events_1.note IS 'in January';
CREATE VIEW of_january AS SELECT note FROM events_1;
INSERT INTO events SELECT i, DATE '2026-01-01' + i, 'a', 'n' || i FROM generate_series(1, 50) AS i;
