UPDATE t SET doc = '{ }' WHERE id = 3;
