-- 20,000 users and 2,000 orders; every run gives the same ones.
INSERT INTO users (email, full_name, about)
  SELECT 'user' || to_char(n, 'FM00000') || '@example.com', 'Customer ' || to_char(n, 'FM00000'), repeat('x', 300)
  FROM generate_series(1, 20000) AS n;
INSERT INTO orders (user_id, total)
  SELECT id, id % 500 FROM users WHERE id % 10 = 0;
ANALYZE users, orders;
