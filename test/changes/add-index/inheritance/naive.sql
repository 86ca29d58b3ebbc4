CREATE INDEX ON base (v);
