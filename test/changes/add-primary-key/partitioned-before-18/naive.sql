ALTER TABLE events ADD PRIMARY KEY (id, day, kind);
