CREATE TABLE users (id int, full_name text) PARTITION BY RANGE (id);
CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (10) PARTITION BY LIST (full_name);
