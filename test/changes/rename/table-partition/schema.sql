CREATE TABLE events (id int NOT NULL, full_name text) PARTITION BY LIST (id);
CREATE TABLE users PARTITION OF events FOR VALUES IN (1, 2);
INSERT INTO events VALUES (1, 'a'), (2, 'b');
