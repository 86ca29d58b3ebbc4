CREATE SCHEMA "%I";
CREATE TABLE "%I"."%s %L" (id int PRIMARY KEY, "%1$s" text NOT NULL DEFAULT 'd', CONSTRAINT "k%1$s" CHECK ("%1$s" <> ''));
INSERT INTO "%I"."%s %L" (id, "%1$s") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "i%1$s" ON "%I"."%s %L" (lower("%1$s"));
CREATE UNIQUE INDEX ON "%I"."%s %L" ("%1$s");
COMMENT ON COLUMN "%I"."%s %L"."%1$s" IS '%1$s';
GRANT SELECT ("%1$s") ON "%I"."%s %L" TO pg_monitor;
CREATE VIEW "%I"."v%s %L" AS SELECT "%1$s" AS "%%", id FROM "%I"."%s %L";
