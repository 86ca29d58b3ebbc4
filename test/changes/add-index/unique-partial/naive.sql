CREATE UNIQUE INDEX ON users (email) WHERE status <> 'gone';
