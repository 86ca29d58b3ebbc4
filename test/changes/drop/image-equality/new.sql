INSERT INTO t (id, n) VALUES (0, 1);
