INSERT INTO users (email) VALUES ('new@x.org'); UPDATE users SET status = 'done' WHERE id = 3; SELECT * FROM users;
