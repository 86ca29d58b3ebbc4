INSERT INTO users (id, display_name) VALUES (900, 'one');
INSERT INTO named (id) VALUES (901);
UPDATE named SET full_name = 'two' WHERE id = 900;
INSERT INTO long (id, full_name) VALUES (902, 'three');
SELECT 1 / count(*) FROM users WHERE id = 901 AND display_name = 'nobody';
SELECT 1 / count(*) FROM long WHERE id = 902;
