ALTER TABLE base DROP CONSTRAINT base_id_check;
