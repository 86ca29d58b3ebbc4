INSERT INTO users (id, plan) VALUES (-1, 'paid'); INSERT INTO users (id) VALUES (-3); SELECT plan FROM users WHERE plan = 'free';
