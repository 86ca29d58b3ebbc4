ALTER TABLE "select"."order" RENAME COLUMN "user" TO "group";
