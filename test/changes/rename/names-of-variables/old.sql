UPDATE t SET total = total + 1 WHERE id = 3;
