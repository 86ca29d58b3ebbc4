UPDATE users SET boss = 1 WHERE id = 2;
