CREATE TABLE users (id bigint PRIMARY KEY, full_name text, loud text GENERATED ALWAYS AS (upper(full_name)) VIRTUAL CHECK (loud <> 'X'));
