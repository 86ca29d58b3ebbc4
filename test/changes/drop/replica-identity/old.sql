UPDATE t SET code = 'x' WHERE id = 1;
