INSERT INTO orders (customer_id, region, total) VALUES (3, 'r0', 5); UPDATE orders SET total = total + 1;
