INSERT INTO users (id) VALUES (-2);
