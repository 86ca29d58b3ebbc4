ALTER TABLE "{{x}}"."{{{y}}}" RENAME COLUMN "{{#if a}}" TO "{{> p}}";
