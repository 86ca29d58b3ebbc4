CREATE DOMAIN label AS text NOT NULL;
CREATE TABLE users (id bigint PRIMARY KEY, full_name label, other text);
