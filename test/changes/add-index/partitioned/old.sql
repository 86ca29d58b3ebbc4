INSERT INTO events VALUES (1, '2026-01-05', 'x'), (2, '2027-01-01', 'z');
