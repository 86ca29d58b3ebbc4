INSERT INTO users (id, note) VALUES (-2, 'x'), (-3, 'y');
