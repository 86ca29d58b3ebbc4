CREATE DOMAIN inner_name AS text NOT NULL;
CREATE DOMAIN outer_name AS inner_name;
CREATE TABLE users (id bigint PRIMARY KEY, full_name outer_name, other text);
