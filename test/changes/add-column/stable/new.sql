UPDATE users SET seen = NULL WHERE id = 1;
