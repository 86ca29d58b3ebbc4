UPDATE t SET total = 1 WHERE id = 4;
