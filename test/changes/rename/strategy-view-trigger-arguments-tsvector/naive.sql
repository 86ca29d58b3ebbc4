ALTER TABLE users RENAME COLUMN full_name TO display_name;
DROP TRIGGER fts ON users;
CREATE TRIGGER fts BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('document', 'pg_catalog.simple', 'other', 'display_name');
