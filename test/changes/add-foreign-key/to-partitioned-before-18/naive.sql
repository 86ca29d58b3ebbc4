ALTER TABLE marks ADD FOREIGN KEY (event, day, kind) REFERENCES events (id, day, kind) NOT VALID; ALTER TABLE marks VALIDATE CONSTRAINT marks_event_day_kind_fkey;
