INSERT INTO users VALUES (1000, 'u1000'); UPDATE users SET "fullName" = 'x' WHERE id = 2;
