CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text
);
INSERT INTO users (email) VALUES ('ada@example.com'), (NULL);
