UPDATE users SET active = false WHERE id = 1;
