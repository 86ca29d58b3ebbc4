CREATE TABLE users (id int, full_name text, display_name text);
