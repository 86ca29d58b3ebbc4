INSERT INTO people (id, age) VALUES (1000, '12'), (1001, ''), (1002, NULL);
INSERT INTO people (id) VALUES (1003);
UPDATE people SET age = ' 13 ' WHERE id = 1000;
DO $$ BEGIN IF (SELECT age FROM people WHERE id = 1003) <> '0' OR (SELECT age FROM people WHERE id = 1000) <> ' 13 ' THEN RAISE EXCEPTION 'wrong'; END IF; END $$;
