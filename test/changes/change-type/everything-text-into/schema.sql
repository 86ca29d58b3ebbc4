CREATE TABLE people (id integer PRIMARY KEY, age text DEFAULT '0', note text);
INSERT INTO people SELECT g, (g % 90)::text, 'n' FROM generate_series(1, 200) AS g;
INSERT INTO people VALUES (500, NULL, NULL);
CREATE INDEX people_age ON people (age);
CREATE FUNCTION older() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF true THEN NEW.note := 'ageless'; END IF; RETURN NEW; END $$;
CREATE TRIGGER older BEFORE INSERT OR UPDATE OF age ON people FOR EACH ROW WHEN (NEW.age IS NULL) EXECUTE FUNCTION older();
