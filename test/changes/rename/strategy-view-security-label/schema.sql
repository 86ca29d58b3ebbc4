CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
-- As SECURITY LABEL does it, which needs the library of the provider.
SET allow_system_table_mods = on;
INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label) VALUES
  ('users'::regclass, 'pg_class'::regclass, 2, 'anon', 'MASKED WITH VALUE NULL'), ('users'::regclass, 'pg_class'::regclass, 0, 'anon', 'the table''s');
RESET allow_system_table_mods;
