DROP TRIGGER docs_words ON docs; ALTER TABLE docs DROP COLUMN body;
