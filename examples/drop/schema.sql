CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  fax text NOT NULL CHECK (fax <> '')
);
CREATE INDEX users_fax ON users (fax);
CREATE VIEW fax_numbers AS SELECT name, fax FROM users;

INSERT INTO users (name, fax)
SELECT 'Customer ' || i, '+44 20 7946 ' || lpad(i::text, 4, '0') FROM generate_series(1, 2000) AS i;

ANALYZE users;
