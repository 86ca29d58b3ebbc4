ALTER TABLE users RENAME TO people;
ALTER TABLE people RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER TABLE people RENAME CONSTRAINT users_check TO people_check;
ALTER INDEX users_full_name_idx RENAME TO people_full_name_idx;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'users_id_not_null') THEN
    ALTER TABLE people RENAME CONSTRAINT users_id_not_null TO people_id_not_null;
    ALTER TABLE people RENAME CONSTRAINT users_made_not_null TO people_made_not_null;
  END IF;
END $$;
