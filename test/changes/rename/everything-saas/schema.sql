CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE SCHEMA app; CREATE SCHEMA audit;
CREATE TYPE app."PlanTier" AS ENUM ('free', 'pro', 'enterprise');
CREATE DOMAIN app."Email" AS citext CHECK (VALUE ~ '@');
CREATE TABLE app."Organization" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "displayName" text NOT NULL, tier app."PlanTier" NOT NULL DEFAULT 'free');
CREATE TABLE app."User" (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "organizationId" uuid NOT NULL REFERENCES app."Organization" ON DELETE CASCADE,
  "emailAddress" app."Email" NOT NULL,
  "givenName" varchar(80),
  preferences jsonb NOT NULL DEFAULT '{}',
  tags text[] DEFAULT '{}',
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz,
  CONSTRAINT "User_emailAddress_not_blank" CHECK (length("emailAddress"::text) > 3),
  CONSTRAINT "User_email_per_org" UNIQUE ("organizationId", "emailAddress")
);
INSERT INTO app."Organization" (id, "displayName") SELECT md5(i::text)::uuid, 'org ' || i FROM generate_series(1, 5) i;
INSERT INTO app."User" (id, "organizationId", "emailAddress", "givenName", "createdAt", "updatedAt", "deletedAt")
  SELECT md5('u' || i)::uuid, md5((1 + i % 5)::text)::uuid, 'User' || i || '@example.com', nullif('n' || i % 9, 'n3'), '2024-01-01', '2024-01-01', CASE WHEN i % 7 = 0 THEN '2024-02-02'::timestamptz END
  FROM generate_series(1, 300) i;
CREATE UNIQUE INDEX "User_active_email" ON app."User" ("emailAddress") WHERE "deletedAt" IS NULL;
CREATE INDEX "User_email_trgm" ON app."User" USING gin (("emailAddress"::text) gin_trgm_ops);
CREATE INDEX "User_domain" ON app."User" (split_part("emailAddress"::text, '@', 2), "createdAt" DESC);
CREATE TABLE app."Session" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "userId" uuid REFERENCES app."User" ON DELETE CASCADE, "emailAddress" text);
CREATE TABLE audit."Log" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT now(), op text, row jsonb);
CREATE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN INSERT INTO audit."Log" (op, row) VALUES (TG_OP, to_jsonb(NEW)); RETURN NULL; END $$;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."updatedAt" := now(); RETURN NEW; END $$;
CREATE FUNCTION app.trim_email() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."emailAddress" := lower(trim(NEW."emailAddress"::text)); RETURN NEW; END $$;
CREATE TRIGGER a_trim BEFORE INSERT OR UPDATE OF "emailAddress" ON app."User" FOR EACH ROW EXECUTE FUNCTION app.trim_email();
CREATE TRIGGER touch BEFORE UPDATE ON app."User" FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION app.touch();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OF "emailAddress", "givenName" ON app."User" FOR EACH ROW EXECUTE FUNCTION audit.record();
ALTER TABLE app."User" ENABLE ROW LEVEL SECURITY; ALTER TABLE app."User" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON app."User" USING ("organizationId"::text = current_setting('app.org', true) OR current_setting('app.org', true) IS NULL);
CREATE POLICY own ON app."User" AS RESTRICTIVE FOR UPDATE USING (true) WITH CHECK ("emailAddress" <> 'root@example.com');
ALTER TABLE app."Session" ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON app."Session" USING ("userId" IN (SELECT "User".id FROM app."User" WHERE "User"."emailAddress" = "Session"."emailAddress"::citext));
CREATE VIEW app."ActiveUser" WITH (security_barrier) AS SELECT u.*, o."displayName" FROM app."User" u JOIN app."Organization" o ON o.id = u."organizationId" WHERE u."deletedAt" IS NULL;
CREATE VIEW app."UserSummary" AS SELECT "emailAddress" AS email, "givenName" FROM app."ActiveUser";
CREATE VIEW app."SessionUser" AS SELECT "emailAddress", s.id FROM app."Session" s JOIN app."User" USING ("emailAddress") WHERE false;
CREATE MATERIALIZED VIEW app."EmailDomain" AS
  SELECT split_part(u."emailAddress"::text, '@', 2) AS domain, min(u."emailAddress") AS "emailAddress", count(*) AS n FROM app."User" u GROUP BY 1;
CREATE UNIQUE INDEX "EmailDomain_domain" ON app."EmailDomain" (domain);
CREATE VIEW app."TopDomain" AS SELECT * FROM app."EmailDomain" ORDER BY n DESC LIMIT 3;
CREATE FUNCTION app.find(e text) RETURNS SETOF uuid LANGUAGE sql STABLE BEGIN ATOMIC SELECT u.id FROM app."User" u WHERE u."emailAddress" = e::citext; END;
CREATE STATISTICS app."User_stats" (dependencies, mcv) ON "organizationId", "emailAddress" FROM app."User";
GRANT USAGE ON SCHEMA app TO pg_monitor, pg_read_all_stats;
GRANT SELECT, UPDATE ("emailAddress"), INSERT ("emailAddress") ON app."User" TO pg_monitor WITH GRANT OPTION;
GRANT SELECT ON app."EmailDomain", app."TopDomain" TO pg_read_all_stats;
COMMENT ON COLUMN app."User"."emailAddress" IS 'PII: "emailAddress"';
ALTER TABLE app."User" ALTER "emailAddress" SET STATISTICS 1000;
CREATE PUBLICATION replica FOR TABLE app."User", app."Organization";
ALTER TABLE app."User" REPLICA IDENTITY FULL;
