ALTER TABLE users ADD COLUMN note varchar(10);
