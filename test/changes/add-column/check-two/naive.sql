ALTER TABLE users ADD COLUMN short text CHECK (length(short) < length(name));
