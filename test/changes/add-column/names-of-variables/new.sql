UPDATE t SET total = total + 1 WHERE token IS NOT NULL AND id = 4;
