ALTER TABLE users RENAME COLUMN full_name TO display_name;
ALTER TABLE users RENAME COLUMN mail TO email;
ALTER TABLE users RENAME COLUMN "Phone" TO "phoneNumber";
