DROP INDEX by_total;
