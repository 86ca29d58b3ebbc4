import { typeChain, baseTypeOf } from './columns.ts';

/** TypeFacts; parameters: $1 the type's oid, $2 its modifier. */
export const typeFacts = `
  SELECT format_type($1::oid, $2::int) AS type,
    format_type($1::oid, NULL) AS bare,
    $2::int AS modifier,
    ${baseTypeOf('chain.base')} AS "baseType",
    chain."domainNotNull",
    chain."domainChecked",
    chain."typeDefault",
    (SELECT json_build_object('schema', nspname, 'name', collname, 'deterministic', collisdeterministic, 'isTypeDefault', true)
     FROM pg_type t JOIN pg_collation ON pg_collation.oid = t.typcollation JOIN pg_namespace ON pg_namespace.oid = collnamespace
     WHERE t.oid = $1::oid) AS collation
  FROM (${typeChain('$1::oid')}) chain`;
