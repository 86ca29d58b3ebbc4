INSERT INTO users (id, org_id) VALUES (-1, 1);
