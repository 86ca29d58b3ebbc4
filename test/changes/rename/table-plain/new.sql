INSERT INTO people (id, full_name) VALUES (900, 'one');
INSERT INTO people (id, full_name) VALUES (900, 'three') ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name;
-- fails unless the value reads back
SELECT 1 / count(*) FROM people WHERE id = 900 AND full_name = 'three' AND made = now();
-- through a view without defaults of its own this writes NULL
UPDATE people SET full_name = DEFAULT WHERE id = 900;
SELECT 1 / count(*) FROM people WHERE id = 900 AND full_name = 'nobody';
SELECT 1 / count(*) FROM (SELECT FROM people WHERE id = 900 FOR UPDATE SKIP LOCKED) p;
DELETE FROM people WHERE id = 900;
