UPDATE t SET total = NULL WHERE id = 3;
