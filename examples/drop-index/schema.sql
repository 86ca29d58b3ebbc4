CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  status text DEFAULT 'new'
);
CREATE INDEX ON users (status);
