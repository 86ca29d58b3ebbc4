UPDATE t SET amount = amount + 1 WHERE id = 4;
