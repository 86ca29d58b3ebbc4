ALTER TABLE users ADD COLUMN no serial;
