INSERT INTO users (region, name) VALUES ('eu', 'one') RETURNING id;
INSERT INTO badges (owner) VALUES (currval('public.users_id_seq'));
INSERT INTO far.orders (buyer, region) VALUES (currval('public.users_id_seq'), 'eu');
INSERT INTO users (id, region, boss) VALUES (7000, 'eu', 1);
UPDATE users SET id = 7001 WHERE id = 1;
-- the cascades reached every child
SELECT 1 / count(*) FROM far.orders WHERE buyer = 7001;
SELECT 1 / count(*) FROM users WHERE id = 7000 AND boss = 7001;
DELETE FROM users WHERE id = 2;
SELECT 1 / (count(*) = 0)::int FROM badges WHERE owner = 2;
