DROP TRIGGER older ON people;
ALTER TABLE people ALTER COLUMN age DROP DEFAULT, ALTER COLUMN age TYPE int USING nullif(trim(age), '')::int, ALTER COLUMN age SET DEFAULT nullif(trim('0'::text), '')::int;
ALTER TABLE people RENAME COLUMN age TO years;
CREATE TRIGGER older BEFORE INSERT OR UPDATE OF years ON people FOR EACH ROW WHEN (NEW.years IS NULL) EXECUTE FUNCTION older();
