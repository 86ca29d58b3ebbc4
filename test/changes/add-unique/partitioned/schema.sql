CREATE TABLE events (id bigint, day date NOT NULL, kind text, "fullName" text) PARTITION BY RANGE (day);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE SCHEMA old;
CREATE TABLE old.events_b (kind text, junk int, "fullName" text, day date NOT NULL, id bigint) PARTITION BY LIST (kind);
ALTER TABLE old.events_b DROP COLUMN junk;
ALTER TABLE events ATTACH PARTITION old.events_b FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE old.events_b_x PARTITION OF old.events_b FOR VALUES IN ('x', 'y');
CREATE TABLE events_d PARTITION OF events DEFAULT;
INSERT INTO events SELECT n, date '2026-01-01' + n, 'x', 'n' FROM generate_series(1, 55) AS n;
