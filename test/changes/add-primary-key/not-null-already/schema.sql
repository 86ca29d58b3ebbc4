CREATE TABLE users (id bigint, email text, "fullName" text, seen timestamptz NOT NULL DEFAULT '2026-01-01');
INSERT INTO users (id, email, seen) SELECT n, 'u' || n, '2026-01-01' FROM generate_series(1, 50) AS n;
INSERT INTO users (id) VALUES (51), (52);
