ALTER TABLE "it's"."ta""ble" RENAME COLUMN "co""l'umn" TO "n""e'w""";
