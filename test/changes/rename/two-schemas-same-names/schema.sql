CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.users (id int PRIMARY KEY, full_name text);
CREATE TABLE b.users (id int PRIMARY KEY, full_name text);
CREATE INDEX users_full_name ON a.users (full_name);
CREATE INDEX users_full_name ON b.users (full_name);
CREATE VIEW a.both AS SELECT x.full_name, y.full_name AS other FROM a.users x JOIN b.users y ON x.full_name = y.full_name;
INSERT INTO a.users VALUES (1, 'a'), (2, 'c');
INSERT INTO b.users VALUES (1, 'a'), (2, NULL);
