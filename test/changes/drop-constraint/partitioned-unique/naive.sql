ALTER TABLE events DROP CONSTRAINT events_id_day_key;
