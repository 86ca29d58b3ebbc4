ALTER TABLE users ADD COLUMN no smallserial;
