ALTER TABLE events ADD UNIQUE (id, day, kind);
