INSERT INTO users (id, code) VALUES (-2, 'z');
