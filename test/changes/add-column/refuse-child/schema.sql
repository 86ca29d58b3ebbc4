CREATE TABLE users (id int); CREATE TABLE kid (a int) INHERITS (users);
