CREATE TABLE users (id int PRIMARY KEY, plan text NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'paid')));
INSERT INTO users SELECT i, CASE WHEN i % 2 = 0 THEN 'paid' ELSE 'free' END FROM generate_series(1, 50) AS i;
