INSERT INTO users (id, org_id, code) VALUES (-1, 2, 'x');
