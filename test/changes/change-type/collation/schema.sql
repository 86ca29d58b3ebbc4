CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) COLLATE "C" NOT NULL, tags varchar(10)[]);
ALTER TABLE users ALTER COLUMN name SET STORAGE EXTERNAL;
CREATE INDEX ON users (name);
INSERT INTO users SELECT g, 'u' || g FROM generate_series(1, 200) AS g;
