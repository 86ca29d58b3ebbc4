UPDATE users SET user_id = 700 WHERE user_id = 1;
