UPDATE t SET found = found || '!' WHERE id = 4;
