INSERT INTO users (id) VALUES (900), (901);
-- fails unless the values read back
SELECT 1 / count(*) FROM users WHERE id = 901 AND display_name = currval('public.users_full_name_seq') AND display_name = lastval();
INSERT INTO users (id, display_name) VALUES (902, 7000);
UPDATE users SET display_name = 7001 WHERE display_name = 7000;
SELECT 1 / count(*) FROM users WHERE id = 902 AND display_name = 7001;
