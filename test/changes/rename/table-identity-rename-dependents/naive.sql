ALTER TABLE users RENAME TO people;
ALTER SEQUENCE users_id_seq RENAME TO people_id_seq;
ALTER TABLE people RENAME CONSTRAINT users_pkey TO people_pkey;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'users_full_name_not_null') THEN
    ALTER TABLE people RENAME CONSTRAINT users_id_not_null TO people_id_not_null;
    ALTER TABLE people RENAME CONSTRAINT users_full_name_not_null TO people_full_name_not_null;
  END IF;
END $$;
