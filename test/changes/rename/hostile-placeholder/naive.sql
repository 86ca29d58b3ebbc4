ALTER TABLE ":x"."$1" RENAME COLUMN ":'v'" TO "@v";
