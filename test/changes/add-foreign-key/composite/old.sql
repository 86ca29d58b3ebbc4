INSERT INTO orders (customer_id) VALUES (999); DELETE FROM orders WHERE customer_id = 999;
