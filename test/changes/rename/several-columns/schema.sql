CREATE TABLE users (
  id bigint PRIMARY KEY,
  full_name text NOT NULL DEFAULT 'nobody',
  mail varchar(80) NOT NULL,
  "Phone" text,
  note text,
  CONSTRAINT users_reachable CHECK (mail <> '' OR "Phone" IS NOT NULL),
  CONSTRAINT users_mail_key UNIQUE (mail)
);
CREATE INDEX users_name_mail ON users (full_name, lower(mail) DESC) WHERE "Phone" IS NOT NULL;
CREATE UNIQUE INDEX users_both ON users ("Phone", full_name) INCLUDE (mail);
CREATE STATISTICS users_st (dependencies) ON full_name, mail, note FROM users;
CREATE VIEW contacts AS SELECT id, full_name, mail AS address, "Phone" FROM users WHERE mail LIKE '%@%' ORDER BY full_name;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := coalesce(NEW.note, '') || '+'; RETURN NEW; END $$;
CREATE TRIGGER users_touch BEFORE UPDATE OF full_name, mail ON users FOR EACH ROW WHEN (NEW.mail IS DISTINCT FROM OLD.mail) EXECUTE FUNCTION touch();
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON users USING (full_name <> '' AND mail <> '') WITH CHECK (mail <> 'root@localhost');
COMMENT ON COLUMN users.mail IS 'where to write';
GRANT SELECT (full_name, mail), UPDATE (mail) ON users TO PUBLIC;
INSERT INTO users SELECT i, 'User ' || i, 'user' || i || '@example.com', CASE WHEN i % 3 > 0 THEN '+49 ' || i END, NULL FROM generate_series(1, 300) i;
