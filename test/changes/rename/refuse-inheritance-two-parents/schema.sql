CREATE TABLE users (id int, full_name text);
CREATE TABLE named (full_name text);
CREATE TABLE kids () INHERITS (users, named);
