INSERT INTO users (id, active) VALUES (-1, false); UPDATE users SET active = NOT active WHERE id = 5; SELECT * FROM best; SELECT n_active();
