INSERT INTO people (id, years) VALUES (1000, 12), (1001, NULL);
INSERT INTO people (id) VALUES (1003);
UPDATE people SET years = years + 1 WHERE id = 1000;
DO $$ BEGIN IF (SELECT years FROM people WHERE id = 1003) <> 0 OR (SELECT years FROM people WHERE id = 1000) <> 13 THEN RAISE EXCEPTION 'wrong'; END IF; END $$;
