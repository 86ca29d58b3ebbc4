ALTER TABLE "MySchema"."MyTable" RENAME COLUMN "MyColumn" TO "mycolumn";
