/** Whether a relation, as `schema.name` in SQL, is one of the plan's own helpers: nobody's query waits for it. */
export const isHelperRelation = (relation: string): boolean =>
  /\."?ec_(idx|stat|mview|archive|changes)_[^.]*$/u.test(relation);
