CREATE TABLE "a b" (id int PRIMARY KEY, "$$" text DEFAULT '$plan$', "{{x}}" int DEFAULT 7, "say ""hi""" numeric);
INSERT INTO "a b" SELECT i, '$' || i, i, i / 10.0 FROM generate_series(1, 60) i;
CREATE INDEX "i""x" ON "a b" ("$$", "{{x}}");
