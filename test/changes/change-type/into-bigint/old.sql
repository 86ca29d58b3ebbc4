INSERT INTO stock (id, amount) VALUES (2000, 5), (2001, NULL);
INSERT INTO stock (id) VALUES (2002);
UPDATE stock SET amount = 6 WHERE id = 2000;
UPDATE stock SET item = 'other' WHERE id = 1;
DO $$ BEGIN IF (SELECT count(*) FROM stock WHERE id = 2002 AND amount = 1) <> 1 THEN RAISE EXCEPTION 'default'; END IF; END $$;
