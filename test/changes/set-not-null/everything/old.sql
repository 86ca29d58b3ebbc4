INSERT INTO orders (id, paid, region) VALUES (1, true, 1);
