CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, kind text, size integer, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
CREATE INDEX ON events (size);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.kind := coalesce(NEW.kind, 'none'); RETURN NEW; END$$;
INSERT INTO events SELECT g, '2026-01-01'::date + (g % 300)::integer, NULLIF('k' || (g % 4), 'k0'), g FROM generate_series(1, 300) AS g;
