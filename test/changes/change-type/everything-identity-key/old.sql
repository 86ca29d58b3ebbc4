WITH made AS (INSERT INTO parent (n, region) VALUES (1, 'x') RETURNING id)
INSERT INTO child1 SELECT 9000, 100 FROM made;
DELETE FROM child2 WHERE parent_id = 105;
DELETE FROM parent WHERE id = 105;
DO $$ BEGIN
  IF EXISTS (SELECT FROM child1 WHERE parent_id = 105) THEN RAISE EXCEPTION 'no cascade'; END IF;
  BEGIN
    INSERT INTO child1 VALUES (9001, 77);
    RAISE EXCEPTION 'an orphan';
  EXCEPTION WHEN foreign_key_violation THEN NULL;
  END;
END $$;
