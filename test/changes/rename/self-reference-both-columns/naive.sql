ALTER TABLE users RENAME id TO user_id;
ALTER TABLE users RENAME boss TO manager_id;
