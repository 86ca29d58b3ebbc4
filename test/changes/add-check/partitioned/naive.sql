ALTER TABLE events ADD CHECK (id > 0 AND day > '2020-01-01');
