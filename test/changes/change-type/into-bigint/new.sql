INSERT INTO stock (id, units) VALUES (2000, 3000000000), (2001, NULL);
INSERT INTO stock (id) VALUES (2002);
UPDATE stock SET item = 'other' WHERE id = 2000;
UPDATE stock SET units = units + 1 WHERE id IN (1, 2000);
DO $$ BEGIN
  IF (SELECT units FROM stock WHERE id = 2000) <> 3000000001 THEN RAISE EXCEPTION 'lost'; END IF;
  IF (SELECT units FROM stock WHERE id = 1) <> 4 THEN RAISE EXCEPTION 'lost too'; END IF;
  IF (SELECT units FROM stock WHERE id = 2002) <> 1 THEN RAISE EXCEPTION 'default'; END IF;
  IF (SELECT units FROM stock WHERE id = 2001) IS NOT NULL THEN RAISE EXCEPTION 'null'; END IF;
END $$;
