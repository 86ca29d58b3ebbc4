INSERT INTO users (tenant, name) VALUES (1, 'x');
INSERT INTO posts VALUES (1, currval('public.users_id_seq'));
INSERT INTO users (tenant, user_id) OVERRIDING SYSTEM VALUE VALUES (1, 900);
INSERT INTO posts VALUES (1, 900);
