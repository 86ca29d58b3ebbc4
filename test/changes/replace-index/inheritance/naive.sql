DROP INDEX base_i; CREATE INDEX base_i ON base (b);
