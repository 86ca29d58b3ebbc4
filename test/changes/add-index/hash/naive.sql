CREATE INDEX ON users USING hash (email);
