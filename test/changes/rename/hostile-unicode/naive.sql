ALTER TABLE "схема"."таблица" RENAME COLUMN "имя" TO "名前";
