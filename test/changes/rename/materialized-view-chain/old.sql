INSERT INTO users (id, full_name) VALUES (900, 'one');
REFRESH MATERIALIZED VIEW z_names;
REFRESH MATERIALIZED VIEW CONCURRENTLY a_top;
SELECT 1 / count(*) FROM over_mat WHERE full_name = 'one';
SELECT * FROM over_both, over_over, last LIMIT 1;
