INSERT INTO customers VALUES (77, 'r2'); INSERT INTO orders (customer_id, region) VALUES (77, 'r2');
