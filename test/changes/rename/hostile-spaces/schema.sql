CREATE SCHEMA " ";
CREATE TABLE " "."  t " (id int PRIMARY KEY, " c" text NOT NULL DEFAULT 'd', CONSTRAINT "k c" CHECK (" c" <> ''));
INSERT INTO " "."  t " (id, " c") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "i c" ON " "."  t " (lower(" c"));
CREATE UNIQUE INDEX ON " "."  t " (" c");
COMMENT ON COLUMN " "."  t "." c" IS ' c';
GRANT SELECT (" c") ON " "."  t " TO pg_monitor;
CREATE VIEW " "."v  t " AS SELECT " c" AS "new name ", id FROM " "."  t ";
