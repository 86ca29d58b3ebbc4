ALTER TABLE users RENAME full_name TO display_name; ALTER TABLE users RENAME mail TO email;
