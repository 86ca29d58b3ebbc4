CREATE TABLE names (name text PRIMARY KEY, other text, UNIQUE (name, other), UNIQUE (other, name));
INSERT INTO names SELECT 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
INSERT INTO names VALUES ('one', 'x'), ('two', 'x');
CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ADD CONSTRAINT pair FOREIGN KEY (other, full_name) REFERENCES names (other, name) ON DELETE SET DEFAULT (full_name);
