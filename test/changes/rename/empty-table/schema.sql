CREATE TABLE users (id bigint, full_name text);
