INSERT INTO t (id, qty, a) VALUES (5000, 5, 1);
INSERT INTO t (id, a) VALUES (5001, 1);
UPDATE t SET qty = 6 WHERE id = 5000;
DO $$ BEGIN
  IF (SELECT qty FROM t_v WHERE id = 5000) <> 6 OR (SELECT more FROM t_vv WHERE id = 5001) <> 8 THEN RAISE EXCEPTION 'wrong'; END IF;
END $$;
