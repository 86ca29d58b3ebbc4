SELECT n FROM three;
SELECT full_name FROM one;
