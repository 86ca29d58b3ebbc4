ALTER TABLE events ADD PRIMARY KEY (id, day, kind);
-- USING INDEX makes the NOT NULL of each partition its own too, as pg_dump does.
UPDATE pg_constraint SET conislocal = true WHERE contype = 'n' AND conrelid IN ('events_a'::regclass, 'events_d'::regclass, 'old.events_b_x'::regclass);
