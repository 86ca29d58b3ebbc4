CREATE TABLE events (id bigint, day date, kind text) PARTITION BY RANGE (day);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_b PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') PARTITION BY LIST (kind);
CREATE TABLE events_b_x PARTITION OF events_b FOR VALUES IN ('x', 'y');
CREATE TABLE events_d PARTITION OF events DEFAULT;
INSERT INTO events SELECT n, date '2026-01-01' + n, 'x' FROM generate_series(1, 55) AS n;
CREATE INDEX by_kind ON events (kind, id);
