CREATE TABLE events (at int) PARTITION BY RANGE (at);
