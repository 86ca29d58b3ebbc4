UPDATE events SET kind = 'none' WHERE kind IS NULL;
ALTER TABLE events ALTER COLUMN kind SET NOT NULL;
ALTER TABLE events ALTER COLUMN size TYPE bigint;
