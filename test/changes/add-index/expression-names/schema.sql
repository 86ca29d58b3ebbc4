CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  "fullName" text,
  status text NOT NULL DEFAULT 'open',
  placed_at timestamp NOT NULL DEFAULT '2026-01-01'
);
INSERT INTO users (email, "fullName") SELECT 'U' || n || '@x.org', 'User ' || n FROM generate_series(1, 50) AS n;
