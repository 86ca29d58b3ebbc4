CREATE INDEX ON users (upper(email), (email || 'x'), (email || 'y'), (CASE WHEN status = 'a' THEN 1 ELSE 2 END), (placed_at::date), upper(email));
