CREATE TABLE orgs (id int PRIMARY KEY);
INSERT INTO orgs VALUES (1);
CREATE TABLE users (id int PRIMARY KEY, org_id int NOT NULL REFERENCES orgs, name text, CHECK (org_id > 0), EXCLUDE USING btree (id WITH =, org_id WITH =));
CREATE INDEX users_org ON users (org_id);
CREATE INDEX users_org_name ON users (org_id, name);
CREATE VIEW by_org AS SELECT org_id, count(*) FROM users GROUP BY 1;
INSERT INTO users SELECT i, 1, 'n' || i FROM generate_series(1, 30000) AS i;
