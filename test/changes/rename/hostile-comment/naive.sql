ALTER TABLE "--"."/*" RENAME COLUMN "*/" TO "-- /*";
