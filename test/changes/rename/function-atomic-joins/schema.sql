CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE orders (order_id bigint, full_name text, total numeric(10, 2));
CREATE FUNCTION totals() RETURNS TABLE (who text, n bigint) LANGUAGE sql BEGIN ATOMIC
  SELECT full_name, count(*) FROM users JOIN orders USING (full_name) GROUP BY full_name;
END;
CREATE FUNCTION aliased() RETURNS bigint LANGUAGE sql BEGIN ATOMIC
  SELECT count(*) FROM users AS u(a, b, c) JOIN orders o ON o.full_name = u.b WHERE u.c <> '';
END;
CREATE PROCEDURE move(a bigint) LANGUAGE sql BEGIN ATOMIC
  UPDATE users SET full_name = o.full_name FROM orders o WHERE o.order_id = users.id AND users.full_name IS DISTINCT FROM o.full_name;
  DELETE FROM users u USING orders o WHERE o.full_name = u.full_name AND u.id = a;
  WITH gone AS (DELETE FROM orders RETURNING full_name) INSERT INTO users (id, full_name) SELECT 1000 + row_number() OVER (), full_name FROM gone;
END;
CREATE RULE joined AS ON INSERT TO orders DO ALSO UPDATE users SET other = n.t FROM (SELECT full_name, sum(total)::text AS t FROM orders JOIN users USING (full_name) GROUP BY full_name) n WHERE users.full_name = n.full_name;
CREATE VIEW aliases AS SELECT u.b, u.a, u.c FROM users AS u(a, b, c);
CREATE MATERIALIZED VIEW aliases_stored AS SELECT u.b, u.a, u.c FROM users AS u(a, b, c);
