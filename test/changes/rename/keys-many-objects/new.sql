UPDATE users SET user_id = 700 WHERE user_id = 60;
SELECT 1 / count(*) FROM users WHERE user_id = 700 AND note = 'told' AND doubled = 1400;
