INSERT INTO users (id) VALUES (900), (901);
SELECT 1 / count(*) FROM users WHERE id = 901 AND display_name = currval('public.users_full_name_seq');
INSERT INTO users (id, display_name) OVERRIDING SYSTEM VALUE VALUES (902, 7000);
SELECT 1 / count(*) FROM users WHERE id = 902 AND display_name = 7000;
