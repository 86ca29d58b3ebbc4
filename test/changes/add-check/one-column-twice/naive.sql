ALTER TABLE orders ADD CHECK (lower("noteText") = "noteText");
