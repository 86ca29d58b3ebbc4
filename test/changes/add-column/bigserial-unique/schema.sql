CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
INSERT INTO users (name) VALUES ('a');
CREATE SEQUENCE users_no_seq; CREATE TABLE users_no_key (i int);
