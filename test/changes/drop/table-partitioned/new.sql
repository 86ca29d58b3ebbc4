SELECT * FROM kinds;
