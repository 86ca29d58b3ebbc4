DROP INDEX by_region; CREATE INDEX by_region ON orders (customer_id, region text_pattern_ops DESC) INCLUDE (total) WITH (fillfactor = 70) WHERE total > 0; COMMENT ON INDEX by_region IS 'for the map';
