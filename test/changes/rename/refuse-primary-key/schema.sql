CREATE TABLE users (full_name text PRIMARY KEY);
