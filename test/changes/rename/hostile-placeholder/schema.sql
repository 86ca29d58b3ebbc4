CREATE SCHEMA ":x";
CREATE TABLE ":x"."$1" (id int PRIMARY KEY, ":'v'" text NOT NULL DEFAULT 'd', CONSTRAINT "k:'v'" CHECK (":'v'" <> ''));
INSERT INTO ":x"."$1" (id, ":'v'") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "i:'v'" ON ":x"."$1" (lower(":'v'"));
CREATE UNIQUE INDEX ON ":x"."$1" (":'v'");
COMMENT ON COLUMN ":x"."$1".":'v'" IS ':''v''';
GRANT SELECT (":'v'") ON ":x"."$1" TO pg_monitor;
CREATE VIEW ":x"."v$1" AS SELECT ":'v'" AS "@v", id FROM ":x"."$1";
