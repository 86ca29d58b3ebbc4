CREATE TABLE users (id int PRIMARY KEY, ticket bigint GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 5), note text);
INSERT INTO users (id) SELECT i FROM generate_series(1, 50) AS i;
