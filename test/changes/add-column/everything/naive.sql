ALTER TABLE orders ADD COLUMN token text DEFAULT token() NOT NULL CHECK (token <> name);
