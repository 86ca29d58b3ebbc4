CREATE SCHEMA billing;
CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE DOMAIN short AS text CHECK (length(VALUE) < 90) DEFAULT 'short';
CREATE TABLE countries (code text PRIMARY KEY);
INSERT INTO countries VALUES ('de'), ('fr');
CREATE TABLE users (
  id serial PRIMARY KEY,
  email varchar(60) NOT NULL CONSTRAINT users_email_key UNIQUE,
  country text DEFAULT 'de' REFERENCES countries DEFERRABLE INITIALLY DEFERRED,
  how mood DEFAULT 'ok',
  price numeric(10, 2) NOT NULL DEFAULT 0,
  tags text[] DEFAULT '{}',
  about short,
  shout text GENERATED ALWAYS AS (upper(email)) STORED,
  manager int REFERENCES users,
  CONSTRAINT users_price_check CHECK (price >= 0)
);
CREATE INDEX users_lower_idx ON users (lower(email));
CREATE STATISTICS users_stat ON country, how FROM users;
CREATE TABLE billing.orders (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE);
INSERT INTO users (email, manager) SELECT 'u' || i || '@example.com', nullif(i % 7, 0) FROM generate_series(1, 100) i;
INSERT INTO billing.orders SELECT i, i FROM generate_series(1, 50) i;
CREATE VIEW names AS SELECT id, email FROM users;
CREATE VIEW longer AS SELECT n.* FROM names n JOIN users USING (id);
CREATE MATERIALIZED VIEW counted AS SELECT country, count(*) AS many FROM users GROUP BY country;
CREATE TABLE log (what text, who text);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (TG_OP, NEW.email); RETURN NEW; END';
CREATE TRIGGER noted BEFORE INSERT OR UPDATE OF email ON users FOR EACH ROW EXECUTE FUNCTION noted();
CREATE FUNCTION counted_now() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM users; END;
CREATE FUNCTION label(users) RETURNS text LANGUAGE sql AS 'SELECT $1.email';
CREATE RULE kept AS ON DELETE TO users WHERE old.email = 'root' DO INSTEAD NOTHING;
GRANT SELECT, INSERT ON users TO pg_monitor WITH GRANT OPTION;
GRANT UPDATE (email, about) ON users TO pg_monitor;
GRANT SELECT ON users TO PUBLIC;
REVOKE TRUNCATE ON users FROM postgres;
ALTER DEFAULT PRIVILEGES GRANT DELETE ON TABLES TO pg_read_all_stats;
CREATE PUBLICATION ours FOR TABLE users;
