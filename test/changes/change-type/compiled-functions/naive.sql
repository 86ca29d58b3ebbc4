DROP FUNCTION ids();
ALTER TABLE parent ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE parent_id_seq AS bigint;
CREATE FUNCTION ids() RETURNS SETOF bigint BEGIN ATOMIC SELECT id FROM parent; END;
-- As a new connection would see them (RECIPES.md, trap 21).
ALTER FUNCTION tagged() COST 7;
ALTER FUNCTION id_of(text) COST 100;
ALTER PROCEDURE fix_id(text) SECURITY INVOKER;
