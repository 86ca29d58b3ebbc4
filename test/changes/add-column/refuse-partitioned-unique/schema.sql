CREATE TABLE users (id int) PARTITION BY LIST (id);
