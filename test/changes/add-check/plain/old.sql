INSERT INTO orders (total) VALUES (-1); DELETE FROM orders WHERE total < 0;
