ALTER TABLE "a\b"."t\n" RENAME COLUMN "c\'" TO "n\\";
