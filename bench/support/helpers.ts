/** Drops every trigger and every CHECK of the table: the example's own table has none, so all are the product's. */
export const dropHelpers = `DO $$
DECLARE
  helper record;
BEGIN
  FOR helper IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'users'::regclass AND NOT tgisinternal LOOP
    EXECUTE format('DROP TRIGGER %I ON users', helper.tgname);
  END LOOP;
  FOR helper IN SELECT conname FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype = 'c' LOOP
    EXECUTE format('ALTER TABLE users DROP CONSTRAINT %I', helper.conname);
  END LOOP;
END $$`;
