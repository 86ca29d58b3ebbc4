ALTER TABLE users ADD COLUMN seen date DEFAULT current_date + 1;
