CREATE INDEX ON users (status DESC, "fullName" text_pattern_ops, email COLLATE "C" NULLS FIRST, (coalesce("fullName", 'x') || email)) INCLUDE (id, placed_at) WHERE status = 'open' AND id > 0;
