UPDATE users SET note = 'a' WHERE id = 1;
