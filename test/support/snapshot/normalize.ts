const IDENTIFIER = String.raw`(?:"(?:[^"]|"")*"|[\w$]+)`;

/** `JOIN a.b x(id, name)`: how ruleutils prints the alias list that a USING join needs after a column was renamed. */
const ALIAS_LIST = new RegExp(
  String.raw`((?:FROM|JOIN)\s+\(*(?:ONLY\s+)?${IDENTIFIER}(?:\.${IDENTIFIER})*\s+(?!USING\b)(?:AS\s+)?${IDENTIFIER})\s*\((${IDENTIFIER}(?:,\s*${IDENTIFIER})*)\)`,
  'g',
);

/** `public.users users`: an alias that repeats the table's own name says nothing. */
const SAME_ALIAS = new RegExp(
  String.raw`((?:FROM|JOIN)\s+\(*(?:ONLY\s+)?(?:${IDENTIFIER}\.)?(${IDENTIFIER}))\s+\2(?![\w$"(.])`,
  'g',
);

/**
 * Sorts the alias lists of JOIN USING in a stored definition. They name every column of the table by position, and the
 * position of a column changes with expand and contract. Aliases that repeat the table's name are left out.
 */
export function sortAliasLists(definition: string): string {
  return definition
    .replace(ALIAS_LIST, (_, head: string, list: string) => {
      const names = list.match(new RegExp(IDENTIFIER, 'g')) ?? [];
      return `${head}(${names.toSorted().join(', ')})`;
    })
    .replace(SAME_ALIAS, '$1');
}
