INSERT INTO users (id) VALUES (-2), (-3), (-4);
