CREATE TABLE t (id int, c text CONSTRAINT "must %s" NOT NULL); COMMENT ON CONSTRAINT "must %s" ON t IS 'why'; INSERT INTO t VALUES (1, 'a');
