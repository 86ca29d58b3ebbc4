ALTER TABLE "a
b"."t
-- x" RENAME COLUMN "c
;DROP TABLE x;" TO "n
*/ y";
