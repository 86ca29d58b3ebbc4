CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE audit (was text, became text);
CREATE RULE noted AS ON UPDATE TO users WHERE OLD.full_name IS DISTINCT FROM NEW.full_name DO ALSO INSERT INTO audit VALUES (OLD.full_name, NEW.full_name);
COMMENT ON RULE noted ON users IS 'r';
