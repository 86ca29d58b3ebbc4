ALTER TABLE orders ADD CHECK (length(region) < extract(year from now()));
