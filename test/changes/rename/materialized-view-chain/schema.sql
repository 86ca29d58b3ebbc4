CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE orders (id bigint PRIMARY KEY, full_name text, user_id bigint);
CREATE VIEW one AS SELECT * FROM users;
-- sorts before what it reads, and after
CREATE MATERIALIZED VIEW z_names AS SELECT full_name, count(*) AS n FROM users GROUP BY full_name;
CREATE MATERIALIZED VIEW a_top AS SELECT z_names.full_name, z_names.n, one.id FROM z_names JOIN one USING (full_name) WHERE z_names.n > 1;
CREATE UNIQUE INDEX ON a_top (id);
CREATE VIEW over_both AS SELECT z.*, u.full_name AS again, t.id FROM z_names z JOIN users u ON u.full_name = z.full_name JOIN a_top t ON t.id = u.id;
CREATE VIEW over_mat WITH (security_barrier) AS SELECT z_names.full_name FROM z_names WHERE (SELECT count(*) FROM public.z_names) > 1;
CREATE VIEW over_over AS SELECT full_name FROM over_mat;
CREATE MATERIALIZED VIEW last AS SELECT DISTINCT o.full_name FROM over_over o JOIN users USING (full_name);
GRANT SELECT ON over_mat TO pg_monitor;
