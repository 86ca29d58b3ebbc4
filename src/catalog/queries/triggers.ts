import { columnNames, dependsOn, extensionOf, qualified, type Section, since } from './section.ts';

// Before 15 a partition's copy of its parent's trigger counts as internal.
const own = (versionNum: number): string =>
  since(versionNum, 15, 'NOT t.tgisinternal', '(NOT t.tgisinternal OR t.tgparentid <> 0)');

/** A Trigger as the server gives it: arguments are bytes, each ended by a zero. */
export const triggers: Section = (versionNum) => `
  SELECT t.tgname AS name,
    pg_get_triggerdef(t.oid) AS definition,
    (SELECT ${qualified('pronamespace', 'proname')} FROM pg_proc WHERE oid = t.tgfoid) AS function,
    encode(t.tgargs, 'hex') AS "argumentBytes",
    -- TRIGGER_TYPE_* of catalog/pg_trigger.h
    CASE WHEN t.tgtype & 64 <> 0 THEN 'INSTEAD OF' WHEN t.tgtype & 2 <> 0 THEN 'BEFORE' ELSE 'AFTER' END AS timing,
    t.tgtype & 1 <> 0 AS row,
    array_remove(ARRAY[
      CASE WHEN t.tgtype & 4 <> 0 THEN 'INSERT' END, CASE WHEN t.tgtype & 16 <> 0 THEN 'UPDATE' END,
      CASE WHEN t.tgtype & 8 <> 0 THEN 'DELETE' END, CASE WHEN t.tgtype & 32 <> 0 THEN 'TRUNCATE' END], NULL) AS events,
    ${columnNames('SELECT unnest(t.tgattr::int2[])')} AS "updateOf",
    ${columnNames(dependsOn('pg_trigger', 't.oid'))} AS columns,
    t.tgenabled AS enabled,
    t.tgconstraint <> 0 AS constraint,
    obj_description(t.oid, 'pg_trigger') AS comment,
    t.tgparentid <> 0 OR ${extensionOf('pg_trigger', 't.oid')} IS NOT NULL AS inherited
  FROM target JOIN pg_trigger t ON t.tgrelid = target.oid AND ${own(versionNum)}
  ORDER BY t.tgname`;
