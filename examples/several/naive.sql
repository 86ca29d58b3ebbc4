ALTER TABLE users RENAME COLUMN full_name TO display_name;
UPDATE users SET email = '' WHERE email IS NULL;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users ADD CHECK (age >= 0);
