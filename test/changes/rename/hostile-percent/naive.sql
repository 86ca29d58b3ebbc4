ALTER TABLE "%I"."%s %L" RENAME COLUMN "%1$s" TO "%%";
