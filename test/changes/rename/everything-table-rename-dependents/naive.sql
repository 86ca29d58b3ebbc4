ALTER TABLE users RENAME TO people;
ALTER SEQUENCE users_id_seq RENAME TO people_id_seq;
ALTER TABLE people RENAME CONSTRAINT users_pkey TO people_pkey;
ALTER TABLE people RENAME CONSTRAINT users_email_key TO people_email_key;
ALTER TABLE people RENAME CONSTRAINT users_price_check TO people_price_check;
ALTER TABLE people RENAME CONSTRAINT users_country_fkey TO people_country_fkey;
ALTER TABLE people RENAME CONSTRAINT users_manager_fkey TO people_manager_fkey;
ALTER INDEX users_lower_idx RENAME TO people_lower_idx;
ALTER STATISTICS users_stat RENAME TO people_stat;
DO $$
DECLARE c name;
BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'people'::regclass AND contype = 'n' LOOP
    EXECUTE format('ALTER TABLE people RENAME CONSTRAINT %I TO %I', c, 'people' || substr(c, 6));
  END LOOP;
END $$;
