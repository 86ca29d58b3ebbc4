CREATE TABLE orgs (id int PRIMARY KEY);
CREATE TABLE users (id int PRIMARY KEY, org_id int NOT NULL REFERENCES orgs, code text NOT NULL, CONSTRAINT users_code UNIQUE (code));
CREATE TABLE notes (id int PRIMARY KEY, code text REFERENCES users (code) ON DELETE CASCADE);
COMMENT ON CONSTRAINT users_org_id_fkey ON users IS 'org';
INSERT INTO orgs VALUES (1), (2);
INSERT INTO users SELECT i, 1 + i % 2, 'c' || i FROM generate_series(1, 40) AS i;
INSERT INTO notes VALUES (1, 'c1');
