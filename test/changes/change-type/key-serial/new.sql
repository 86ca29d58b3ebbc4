INSERT INTO parent (id, n, region) VALUES (3000000000, 1, 'y');
INSERT INTO parent (n, region) VALUES (2, 'y');
DO $$ BEGIN IF (SELECT max(id) FROM parent) < 3000000000 THEN RAISE EXCEPTION 'wrong'; END IF; END $$;
