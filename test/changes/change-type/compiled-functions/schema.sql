CREATE TABLE parent (id serial PRIMARY KEY, tag text);
CREATE FUNCTION tagged() RETURNS trigger LANGUAGE plpgsql COST 7 AS $$ BEGIN NEW.tag := 'p' || NEW.id; RETURN NEW; END $$;
CREATE TRIGGER tagged BEFORE INSERT OR UPDATE ON parent FOR EACH ROW EXECUTE FUNCTION tagged();
CREATE FUNCTION id_of(t text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ DECLARE r record; BEGIN SELECT * INTO r FROM parent WHERE tag = t; RETURN r.id; END $$;
CREATE PROCEDURE fix_id(t text) LANGUAGE plpgsql AS $$ DECLARE x parent.id%TYPE; BEGIN SELECT id INTO x FROM parent WHERE tag = t; END $$;
CREATE FUNCTION ids() RETURNS SETOF bigint BEGIN ATOMIC SELECT id FROM parent; END;
INSERT INTO parent (tag) SELECT 't' FROM generate_series(1, 50);
