CREATE SEQUENCE ticket;
CREATE TABLE users (id bigint PRIMARY KEY, full_name bigint DEFAULT nextval('ticket'), other text);
INSERT INTO users (id, full_name) SELECT i, i FROM generate_series(1, 50) i;
