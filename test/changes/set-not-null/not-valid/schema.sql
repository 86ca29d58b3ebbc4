CREATE TABLE users (id int, email text);
INSERT INTO users VALUES (1, NULL), (2, 'a');
ALTER TABLE users ADD CONSTRAINT must_have NOT NULL email NOT VALID;
