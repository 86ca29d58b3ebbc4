INSERT INTO orders (customer_id, total) VALUES (3, 5); UPDATE orders SET total = total + 1; SELECT * FROM orders WHERE region = 'r';
