INSERT INTO orders (region) VALUES ('r3');
