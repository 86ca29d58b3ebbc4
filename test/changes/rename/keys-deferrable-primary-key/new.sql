SET CONSTRAINTS ALL DEFERRED;
UPDATE users SET user_id = CASE user_id WHEN 1 THEN 2 ELSE 1 END WHERE user_id IN (1, 2);
UPDATE users SET user_id = user_id + 1;
