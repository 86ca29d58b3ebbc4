CREATE TABLE users (a int, full_name text, PRIMARY KEY (a, full_name));
