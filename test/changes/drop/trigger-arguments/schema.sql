CREATE TABLE docs (id int PRIMARY KEY, title text, body text, words tsvector);
CREATE TRIGGER docs_words BEFORE INSERT OR UPDATE ON docs FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('words', 'pg_catalog.english', 'title', 'body');
INSERT INTO docs VALUES (1, 'a', 'b');
