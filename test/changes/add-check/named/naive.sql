ALTER TABLE orders ADD CONSTRAINT "not too much" CHECK (orders.total < 1e9);
