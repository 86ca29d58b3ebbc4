CREATE TABLE users (id int, full_name int GENERATED ALWAYS AS (id + 1) VIRTUAL);
