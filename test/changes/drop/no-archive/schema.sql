CREATE TABLE users (id int, fax text NOT NULL);
CREATE INDEX ON users (fax);
