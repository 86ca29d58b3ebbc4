UPDATE users SET email = 'none' WHERE email IS NULL;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
