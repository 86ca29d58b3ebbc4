CREATE TABLE events (at int, kind text, note text) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
CREATE TABLE events_2 (note text, kind text NOT NULL DEFAULT 'd', at int);
ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (100) TO (200);
CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (200) TO (300) PARTITION BY LIST (note);
CREATE TABLE events_3_x PARTITION OF events_3 DEFAULT;
CREATE TABLE other (at int, CONSTRAINT events_kind_not_null CHECK (at > 0));
INSERT INTO events SELECT n, CASE WHEN n BETWEEN 100 AND 199 OR n % 2 = 0 THEN 'x' END, 'n' FROM generate_series(0, 299) n;
