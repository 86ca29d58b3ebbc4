CREATE TABLE users (id bigint PRIMARY KEY, full_name text UNIQUE, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE badges (owner text REFERENCES users (full_name));
INSERT INTO badges SELECT 'name ' || i FROM generate_series(1, 50) i;
COMMENT ON CONSTRAINT badges_owner_fkey ON badges IS 'whose';
