INSERT INTO events (at) VALUES (5), (205);
UPDATE events SET kind = NULL WHERE at < 10;
