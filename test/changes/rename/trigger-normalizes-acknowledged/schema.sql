CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE FUNCTION lowered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) ? 'full_name' THEN NEW := jsonb_populate_record(NEW, jsonb_build_object('full_name', lower(to_jsonb(NEW) ->> 'full_name')));
  ELSE NEW := jsonb_populate_record(NEW, jsonb_build_object('display_name', lower(to_jsonb(NEW) ->> 'display_name')));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lowered BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION lowered();
