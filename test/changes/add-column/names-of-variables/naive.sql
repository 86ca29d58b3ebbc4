ALTER TABLE t ADD COLUMN token uuid NOT NULL DEFAULT token() CHECK (attempt > budget - 1 AND found <> '');
