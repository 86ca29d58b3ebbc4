CREATE INDEX ON "tttttttttttttttttttttttttttttttttttttttttttttttttté" ("ccccccccccccccccccccccccccccccccccccccccü", d);
