ALTER TABLE users ADD UNIQUE ("fullName", id);
