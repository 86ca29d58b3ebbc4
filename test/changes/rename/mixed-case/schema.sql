CREATE TABLE "Users" (id bigint PRIMARY KEY, "createdAt" timestamptz NOT NULL DEFAULT now(), "userName" text);
INSERT INTO "Users" SELECT i, '2020-01-01'::timestamptz + i * interval '1 hour' FROM generate_series(1, 50) i;
CREATE INDEX "Users_createdAt_idx" ON "Users" ("createdAt" DESC);
