DROP VIEW recent; DROP TABLE audit;
