CREATE TABLE events (id bigint, day date, kind text) PARTITION BY RANGE (day);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_d PARTITION OF events DEFAULT;
INSERT INTO events SELECT n, date '2026-01-01' + n, 'x' FROM generate_series(1, 55) AS n;
CREATE INDEX ON events (kind, id);
