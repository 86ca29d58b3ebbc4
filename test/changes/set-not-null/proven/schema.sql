CREATE TABLE users (id int, email text, CONSTRAINT has_email CHECK (email IS NOT NULL AND email <> ''));
INSERT INTO users VALUES (1, 'a');
