CREATE UNIQUE INDEX ON events (id, day, kind);
