CREATE TABLE people (id int, full_name text) PARTITION BY RANGE (id);
CREATE TABLE users PARTITION OF people FOR VALUES FROM (0) TO (10);
