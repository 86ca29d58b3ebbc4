CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, fax text NOT NULL, CONSTRAINT fax_or_mail CHECK (fax <> '' OR name <> ''), CONSTRAINT fax_long CHECK (length(fax) > 2));
COMMENT ON CONSTRAINT fax_or_mail ON users IS 'one of them';
ALTER TABLE users ADD CONSTRAINT fax_there CHECK (fax IS NOT NULL) NOT VALID;
INSERT INTO users SELECT i, 'n' || i, 'fax ' || i FROM generate_series(1, 50) AS i;
