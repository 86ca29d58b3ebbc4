UPDATE t SET c = 'b';
