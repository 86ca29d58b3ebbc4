UPDATE t SET n = 5;
