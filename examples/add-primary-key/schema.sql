CREATE TABLE events (
  id bigint,
  kind text NOT NULL,
  happened_at timestamptz NOT NULL
);
