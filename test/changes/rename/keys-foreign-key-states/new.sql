INSERT INTO users (user_id, region) VALUES (70, 'eu');
INSERT INTO f VALUES (70, 'eu');
INSERT INTO n VALUES (70, 'eu');
INSERT INTO p VALUES (70, 'eu');
