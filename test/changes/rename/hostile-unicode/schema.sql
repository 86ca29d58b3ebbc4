CREATE SCHEMA "схема";
CREATE TABLE "схема"."таблица" (id int PRIMARY KEY, "имя" text NOT NULL DEFAULT 'd', CONSTRAINT "kимя" CHECK ("имя" <> ''));
INSERT INTO "схема"."таблица" (id, "имя") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "iимя" ON "схема"."таблица" (lower("имя"));
CREATE UNIQUE INDEX ON "схема"."таблица" ("имя");
COMMENT ON COLUMN "схема"."таблица"."имя" IS 'имя';
GRANT SELECT ("имя") ON "схема"."таблица" TO pg_monitor;
CREATE VIEW "схема"."vтаблица" AS SELECT "имя" AS "名前", id FROM "схема"."таблица";
