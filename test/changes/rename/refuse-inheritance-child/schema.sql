CREATE TABLE people (id int, full_name text);
CREATE TABLE users () INHERITS (people);
