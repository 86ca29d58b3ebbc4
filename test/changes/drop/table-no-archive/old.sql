INSERT INTO audit (user_id) VALUES (3);
