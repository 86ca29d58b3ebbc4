UPDATE events SET kind = 'k' || at WHERE kind IS NULL;
ALTER TABLE events ALTER COLUMN kind SET NOT NULL;
