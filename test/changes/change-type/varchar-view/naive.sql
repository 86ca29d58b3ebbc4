DROP VIEW named; ALTER TABLE users ALTER COLUMN name TYPE varchar(100); CREATE VIEW named AS SELECT id, name FROM users;
