SELECT upper_name FROM users;
