DROP VIEW by_org; ALTER TABLE users DROP COLUMN org_id;
