INSERT INTO users (email) VALUES ('u1@X.org');
