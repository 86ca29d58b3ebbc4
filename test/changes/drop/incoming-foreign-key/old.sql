INSERT INTO users (id, org_id, code) VALUES (-1, 2, 'x'); INSERT INTO notes VALUES (5, 'x');
