ALTER TABLE orders ADD COLUMN token text DEFAULT token() NOT NULL UNIQUE CHECK (token > '');
