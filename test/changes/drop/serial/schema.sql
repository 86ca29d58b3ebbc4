CREATE TABLE users (id int PRIMARY KEY, ticket bigserial NOT NULL UNIQUE, note text);
COMMENT ON SEQUENCE users_ticket_seq IS 'tickets';
SELECT setval('users_ticket_seq', 777);
INSERT INTO users (id) SELECT i FROM generate_series(1, 50) AS i;
