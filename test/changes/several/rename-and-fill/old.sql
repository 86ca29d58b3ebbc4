INSERT INTO users (full_name, email) VALUES ('Old', NULL); UPDATE users SET full_name = full_name || '!', email = NULL WHERE id = 3;
