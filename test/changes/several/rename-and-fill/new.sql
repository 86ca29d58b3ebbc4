INSERT INTO users (display_name, email) VALUES ('New', 'n@x'); UPDATE users SET display_name = display_name || '?' WHERE id = 5;
