CREATE SCHEMA "{{x}}";
CREATE TABLE "{{x}}"."{{{y}}}" (id int PRIMARY KEY, "{{#if a}}" text NOT NULL DEFAULT 'd', CONSTRAINT "k{{#if a}}" CHECK ("{{#if a}}" <> ''));
INSERT INTO "{{x}}"."{{{y}}}" (id, "{{#if a}}") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "i{{#if a}}" ON "{{x}}"."{{{y}}}" (lower("{{#if a}}"));
CREATE UNIQUE INDEX ON "{{x}}"."{{{y}}}" ("{{#if a}}");
COMMENT ON COLUMN "{{x}}"."{{{y}}}"."{{#if a}}" IS '{{#if a}}';
GRANT SELECT ("{{#if a}}") ON "{{x}}"."{{{y}}}" TO pg_monitor;
CREATE VIEW "{{x}}"."v{{{y}}}" AS SELECT "{{#if a}}" AS "{{> p}}", id FROM "{{x}}"."{{{y}}}";
