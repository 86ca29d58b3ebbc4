ALTER TABLE users ADD PRIMARY KEY (seen, id);
