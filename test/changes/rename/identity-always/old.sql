INSERT INTO users (id) VALUES (900), (901);
SELECT 1 / count(*) FROM users WHERE id = 901 AND full_name = currval('public.users_full_name_seq');
INSERT INTO users (id, full_name) OVERRIDING SYSTEM VALUE VALUES (902, 7000);
SELECT 1 / count(*) FROM users WHERE id = 902 AND full_name = 7000;
