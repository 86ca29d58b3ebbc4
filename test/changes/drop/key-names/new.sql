INSERT INTO t VALUES (0, '', '', 0, now());
