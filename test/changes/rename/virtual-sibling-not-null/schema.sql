CREATE TABLE users (id bigint PRIMARY KEY, full_name text, loud text NOT NULL GENERATED ALWAYS AS (coalesce(full_name, '')) VIRTUAL);
