-- A small shop.
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  full_name text NOT NULL CHECK (full_name <> ''),
  about text NOT NULL DEFAULT '',
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN users.full_name IS 'As it is printed on the parcel';
CREATE INDEX users_full_name_idx ON users (lower(full_name));

CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;
CREATE TRIGGER users_updated_at BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at();

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  total numeric(10, 2) NOT NULL
);
CREATE VIEW order_list AS
  SELECT o.id, u.full_name AS customer, o.total FROM orders o JOIN users u ON u.id = o.user_id;

-- 20,000 users and 2,000 orders; every run gives the same ones.
INSERT INTO users (email, full_name, about)
  SELECT 'user' || to_char(n, 'FM00000') || '@example.com', 'Customer ' || to_char(n, 'FM00000'), repeat('x', 300)
  FROM generate_series(1, 20000) AS n;
INSERT INTO orders (user_id, total)
  SELECT id, id % 500 FROM users WHERE id % 10 = 0;
ANALYZE users, orders;
