ALTER TABLE users ADD COLUMN no bigserial UNIQUE;
