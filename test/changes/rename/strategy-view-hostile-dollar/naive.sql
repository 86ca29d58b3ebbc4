ALTER TABLE "$$"."$body$" RENAME COLUMN "$$ BEGIN; $$" TO "$_$";
