UPDATE orders SET state = CASE WHEN paid THEN 'paid' ELSE 'new' END::order_state WHERE state IS NULL;
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
