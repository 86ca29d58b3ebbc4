CREATE SEQUENCE tokens;
CREATE TABLE orders (id bigint PRIMARY KEY, name text);
INSERT INTO orders VALUES (1, 'a');
