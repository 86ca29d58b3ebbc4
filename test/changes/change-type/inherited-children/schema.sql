CREATE TABLE base (id integer, v varchar(10) DEFAULT 'x');
CREATE TABLE derived (more text) INHERITS (base);
CREATE INDEX ON derived (v);
INSERT INTO base SELECT g, 'b' || g FROM generate_series(1, 50) AS g;
INSERT INTO derived SELECT g, 'd' || g, 'm' FROM generate_series(1, 50) AS g;
