DROP INDEX by_region;
