UPDATE a SET id = 5000 WHERE id = 1;
SELECT 1 / count(*) FROM b WHERE owner = 5000;
SELECT 1 / count(*) FROM c WHERE a_id = 5000 AND b_no = 1;
DELETE FROM b WHERE owner = 5000;
SELECT 1 / (count(*) = 0)::int FROM c WHERE a_id = 5000;
INSERT INTO b (owner, no) VALUES (5000, 2);
