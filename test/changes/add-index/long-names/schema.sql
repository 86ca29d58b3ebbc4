CREATE TABLE "tttttttttttttttttttttttttttttttttttttttttttttttttté" ("ccccccccccccccccccccccccccccccccccccccccü" int, d int);
