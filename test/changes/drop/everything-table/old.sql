INSERT INTO audit (user_id) VALUES (3); SELECT * FROM more_recent;
