CREATE INDEX ON events_a (day);
