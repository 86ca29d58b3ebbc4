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
