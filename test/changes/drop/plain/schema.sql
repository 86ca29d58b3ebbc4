CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, fax text);
CREATE INDEX users_fax ON users (fax);
CREATE INDEX users_both ON users (name, fax DESC NULLS LAST) WHERE fax <> '';
COMMENT ON INDEX users_both IS 'both';
COMMENT ON COLUMN users.fax IS 'old''s';
ALTER TABLE users ALTER fax SET STATISTICS 500;
INSERT INTO users SELECT i, 'n' || i, CASE WHEN i % 3 > 0 THEN 'fax ' || i END FROM generate_series(1, 12000) AS i;
