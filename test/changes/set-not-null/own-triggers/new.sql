UPDATE users SET email = 'y' WHERE id = 2;
