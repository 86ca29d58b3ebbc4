ALTER TABLE orders ADD CHECK (true);
