ALTER TABLE t ADD CHECK (found <> '' AND total > 0);
