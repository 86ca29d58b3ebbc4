-- Columns that are called like variables of PL/pgSQL, and like those that the files may have.
CREATE TABLE t (
  id integer PRIMARY KEY,
  total integer,
  found text DEFAULT 'x',
  batch integer[],
  attempt integer,
  budget integer,
  member text,
  asked boolean,
  from_tid tid,
  last text,
  seen bigint,
  sqlerrm text,
  CHECK (attempt >= 0) NOT VALID
);
CREATE INDEX ON t (found, total);
INSERT INTO t (id, total, found, attempt, budget, member, seen, last) SELECT g, g, 'f' || g, g, g, 'm', g, 'l' FROM generate_series(1, 90) AS g;
