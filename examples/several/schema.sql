CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  email text,
  age integer
);
CREATE INDEX users_full_name_idx ON users (full_name);
INSERT INTO users (full_name, email, age) VALUES ('Ada', 'ada@example.com', 36), ('Bob', NULL, NULL);
