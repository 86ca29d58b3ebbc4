ALTER PUBLICATION listed SET TABLE users (id, name) WHERE (id > 0); ALTER TABLE users DROP COLUMN fax;
