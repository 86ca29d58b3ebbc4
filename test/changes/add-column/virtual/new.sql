SELECT upper FROM users;
