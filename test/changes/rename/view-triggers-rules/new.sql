INSERT INTO users (id, display_name) VALUES (900, 'one');
INSERT INTO ruled VALUES (901, 'r') RETURNING full_name;
UPDATE ruled SET full_name = 's' WHERE id = 901;
SELECT 1 / count(*) FROM users WHERE id = 901 AND display_name = 's';
INSERT INTO editable (id, full_name) VALUES (902, 'e');
DELETE FROM editable WHERE id = 902;
