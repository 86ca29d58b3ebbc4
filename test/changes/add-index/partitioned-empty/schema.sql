CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);
