INSERT INTO users (id) VALUES (-1); SELECT ticket, currval('users_ticket_seq') FROM users WHERE id = -1;
