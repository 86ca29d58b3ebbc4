ALTER TABLE " "."  t " RENAME COLUMN " c" TO "new name ";
