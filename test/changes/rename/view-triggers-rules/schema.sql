CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE VIEW editable AS SELECT id, full_name, upper(full_name) AS loud FROM users;
CREATE FUNCTION edit() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  IF TG_OP = 'DELETE' THEN DELETE FROM users WHERE id = OLD.id; RETURN OLD; END IF;
  INSERT INTO users (id, other) VALUES (NEW.id, NEW.full_name); RETURN NEW;
END$$;
CREATE TRIGGER edit INSTEAD OF INSERT OR DELETE ON editable FOR EACH ROW EXECUTE FUNCTION edit();
COMMENT ON TRIGGER edit ON editable IS 'edits';
CREATE VIEW ruled AS SELECT id, full_name FROM users;
CREATE RULE ins AS ON INSERT TO ruled DO INSTEAD INSERT INTO users (id, full_name) VALUES (new.id, new.full_name) RETURNING users.id, users.full_name;
CREATE RULE upd AS ON UPDATE TO ruled WHERE old.full_name IS DISTINCT FROM new.full_name DO INSTEAD UPDATE users SET full_name = new.full_name WHERE users.id = old.id;
CREATE RULE nop AS ON UPDATE TO ruled DO INSTEAD NOTHING;
COMMENT ON RULE ins ON ruled IS 'writes through';
