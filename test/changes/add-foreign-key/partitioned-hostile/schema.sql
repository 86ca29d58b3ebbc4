CREATE TABLE "T{{x}}'%1$s" ("column a ""b"" $plan$" text PRIMARY KEY);
CREATE TABLE "U%%'" (id int, "ref,a ""b"" $plan$ %s" text) PARTITION BY LIST (id);
CREATE TABLE "U1%1$s" PARTITION OF "U%%'" FOR VALUES IN (1);
INSERT INTO "T{{x}}'%1$s" VALUES ('a'); INSERT INTO "U%%'" VALUES (1, 'a');
