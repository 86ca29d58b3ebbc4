INSERT INTO users (email) VALUES ('new@example.com');
UPDATE users SET email = 'newer@example.com' WHERE email = 'new@example.com';
SELECT 1 / count(*) FROM users WHERE email = 'newer@example.com' AND country = 'de' AND shout = 'NEWER@EXAMPLE.COM';
SELECT 1 / count(label(u)) FROM users u;
SET LOCAL ROLE pg_monitor;
UPDATE users SET about = 'x' WHERE email = 'newer@example.com';
