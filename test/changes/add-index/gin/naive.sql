CREATE INDEX ON docs USING gin (body jsonb_path_ops, tags);
