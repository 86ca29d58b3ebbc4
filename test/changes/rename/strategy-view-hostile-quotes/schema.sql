CREATE SCHEMA "it's";
CREATE TABLE "it's"."ta""ble" (id int PRIMARY KEY, "co""l'umn" text NOT NULL DEFAULT 'd', CONSTRAINT "kco""l'umn" CHECK ("co""l'umn" <> ''));
INSERT INTO "it's"."ta""ble" (id, "co""l'umn") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "ico""l'umn" ON "it's"."ta""ble" (lower("co""l'umn"));
CREATE UNIQUE INDEX ON "it's"."ta""ble" ("co""l'umn");
COMMENT ON COLUMN "it's"."ta""ble"."co""l'umn" IS 'co"l''umn';
GRANT SELECT ("co""l'umn") ON "it's"."ta""ble" TO pg_monitor;
CREATE VIEW "it's"."vta""ble" AS SELECT "co""l'umn" AS "n""e'w""", id FROM "it's"."ta""ble";
