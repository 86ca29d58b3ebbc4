INSERT INTO users (id, org_id) VALUES (-2, 1);
