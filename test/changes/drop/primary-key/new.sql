INSERT INTO users (email) VALUES ('y'); UPDATE users SET note = '' WHERE email = 'm3';
