UPDATE t SET total = total + 1, found = 'y' WHERE id = 3;
