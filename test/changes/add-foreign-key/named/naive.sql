ALTER TABLE orders ADD CONSTRAINT "to its customer" FOREIGN KEY (customer_id) REFERENCES customers (id);
