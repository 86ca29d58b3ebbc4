INSERT INTO m (at, id) VALUES ('2026-05-05', 1000);
UPDATE m SET value = value + 1 WHERE id = 7;
UPDATE m SET at = '2027-02-02' WHERE id = 1000;
