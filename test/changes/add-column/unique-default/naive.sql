ALTER TABLE orders ADD COLUMN token bigint DEFAULT nextval('tokens') NOT NULL UNIQUE CHECK (token > 0);
