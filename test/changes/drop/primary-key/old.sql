INSERT INTO users (email) VALUES ('x') RETURNING id; SELECT email FROM grouped WHERE id = 1;
