ALTER TABLE orders ADD CHECK (total >= 0 OR "noteText" IS NOT NULL AND length(region) < 10);
