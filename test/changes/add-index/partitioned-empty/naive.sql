CREATE INDEX ON events (day);
