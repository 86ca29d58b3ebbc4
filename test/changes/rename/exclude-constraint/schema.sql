CREATE TABLE users (id bigint PRIMARY KEY, full_name int4range, other text);

ALTER TABLE users ADD CONSTRAINT no_overlap EXCLUDE USING gist (full_name WITH &&);
