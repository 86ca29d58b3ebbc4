INSERT INTO users (user_id) VALUES (700);
