CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  email text,
  age integer,
  CONSTRAINT age_positive CHECK (age > 0)
);
CREATE INDEX users_full_name ON users (lower(full_name));
CREATE INDEX users_email ON users (email);
CREATE VIEW names AS SELECT id, full_name FROM users;
INSERT INTO users (full_name, email, age) SELECT 'Name ' || g, CASE WHEN g % 3 > 0 THEN 'm' || g || '@x' END, g FROM generate_series(1, 200) AS g;
