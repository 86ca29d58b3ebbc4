CREATE TABLE users (id int NOT NULL, full_name text DEFAULT 'x', made date NOT NULL, PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE TABLE users_2025 PARTITION OF users FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE users_2026 PARTITION OF users FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (id);
CREATE TABLE users_2026_all PARTITION OF users_2026 DEFAULT;
INSERT INTO users SELECT i, 'name ' || i, '2025-06-01'::date + i FROM generate_series(1, 400) i;
CREATE INDEX ON users (full_name);
