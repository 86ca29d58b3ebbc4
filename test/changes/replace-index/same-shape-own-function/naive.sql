DROP INDEX f; CREATE INDEX f ON orders (thrice(region));
