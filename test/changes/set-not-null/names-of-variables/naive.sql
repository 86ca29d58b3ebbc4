UPDATE t SET total = attempt + budget WHERE total IS NULL; ALTER TABLE t ALTER COLUMN total SET NOT NULL;
