-- The full_name of whoever ordered
WITH named AS (SELECT id, full_name FROM users)
SELECT n.full_name, count(*) FROM orders o JOIN named n ON n.id = o.user_id GROUP BY n.full_name;
\copy users (id, full_name) TO 'users.csv'
COPY users (id, full_name) FROM stdin;
1	full_name of the first
\.
UPDATE customers SET full_name = (SELECT full_name FROM users WHERE users.id = customers.id);
SELECT first || ' ' || last AS full_name FROM people;
