INSERT INTO posts VALUES (1000, 'live');
INSERT INTO posts (id) VALUES (1001);
UPDATE posts SET state = 'gone' WHERE id = 1;
