UPDATE users SET id = 700 WHERE id = 60;
SELECT 1 / count(*) FROM users WHERE id = 700 AND note = 'told' AND doubled = 1400;
