CREATE TYPE mood AS ENUM ('draft', 'live', 'gone');
CREATE TABLE posts (id integer PRIMARY KEY, state text NOT NULL DEFAULT 'draft');
INSERT INTO posts SELECT g, (ARRAY['draft', 'live', 'gone'])[1 + g % 3] FROM generate_series(1, 100) AS g;
CREATE INDEX ON posts (state);
