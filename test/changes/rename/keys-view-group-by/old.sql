INSERT INTO counted (id, name) VALUES (700, 'x');
SELECT 1 / count(*) FROM users WHERE id = 700;
SELECT 1 / count(*) FROM above;
SELECT 1 / count(*) FROM names();
REFRESH MATERIALIZED VIEW kept;
