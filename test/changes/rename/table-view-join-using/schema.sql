CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE more (id bigint PRIMARY KEY, extra text);
CREATE VIEW joined AS SELECT * FROM users JOIN more USING (id);
CREATE VIEW wholes AS SELECT u AS whole FROM users u;
CREATE MATERIALIZED VIEW mat AS SELECT users.full_name FROM users;
CREATE POLICY p ON more USING (EXISTS (SELECT FROM users WHERE users.id = more.id));
CREATE RULE r AS ON INSERT TO more DO ALSO INSERT INTO users (id) VALUES (NEW.id);
