INSERT INTO users (status) VALUES ('x');
