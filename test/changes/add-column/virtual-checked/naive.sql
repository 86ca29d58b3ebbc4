ALTER TABLE users ADD COLUMN upper text GENERATED ALWAYS AS (upper(name)) VIRTUAL NOT NULL CHECK (upper <> 'q');
