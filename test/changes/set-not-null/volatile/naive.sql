UPDATE users SET token = next_token() WHERE token IS NULL;
ALTER TABLE users ALTER COLUMN token SET NOT NULL;
