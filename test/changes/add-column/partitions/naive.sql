ALTER TABLE events ADD COLUMN token text DEFAULT token() NOT NULL CHECK (token <> '');
