CREATE TABLE stock (id integer PRIMARY KEY, amount integer DEFAULT 1, item text);
INSERT INTO stock SELECT g, g * 3, 'i' || g FROM generate_series(1, 300) AS g;
INSERT INTO stock VALUES (901, NULL, 'none');
CREATE INDEX ON stock (amount);
CREATE VIEW stocked AS SELECT id, amount FROM stock WHERE amount > 10;
