CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text, document tsvector);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TRIGGER fts BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('document', 'pg_catalog.simple', 'other', 'full_name');
CREATE INDEX ON users USING gin (document);
