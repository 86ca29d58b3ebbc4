DROP VIEW of_january; ALTER TABLE events DROP COLUMN note;
