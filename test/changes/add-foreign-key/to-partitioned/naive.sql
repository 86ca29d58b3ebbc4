ALTER TABLE marks ADD FOREIGN KEY (event, day, kind) REFERENCES events (id, day, kind);
