ALTER TABLE "s.c"."t.b" RENAME COLUMN "c.o.l" TO "n.e.w";
