UPDATE users SET user_id = 700 WHERE user_id = 1;
DELETE FROM users WHERE user_id = 2;
