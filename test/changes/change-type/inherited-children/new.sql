INSERT INTO derived (id, said) VALUES (1000, 'longer than ten characters');
UPDATE base SET said = said || '!' WHERE id = 7;
