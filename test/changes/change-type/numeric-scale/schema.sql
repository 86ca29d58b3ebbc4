CREATE TABLE prices (id integer PRIMARY KEY, amount numeric(10,2) NOT NULL CHECK (amount >= 0));
INSERT INTO prices SELECT g, g + 0.25 FROM generate_series(1, 100) AS g;
