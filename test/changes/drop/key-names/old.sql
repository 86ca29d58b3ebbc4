UPDATE t SET seen = 'zz' WHERE last = 3; UPDATE t SET last = 100 WHERE last = 4;
