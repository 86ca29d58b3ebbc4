/** Stored definitions with columns of one table renamed: parsed, changed in the tree, written back. */
export { comparedColumns, renameInConstraint } from './in-constraint.ts';
export { renameInExpression, type ExpressionOptions } from './in-expression.ts';
export { renameInAtomicFunction } from './in-function.ts';
export { renameInIndex, type IndexOptions } from './in-index.ts';
export { renameInQuery } from './in-query.ts';
export { renameInRule } from './in-rule.ts';
export { renameInStatistics, type StatisticsOptions } from './in-statistics.ts';
export { renameInTrigger, type TriggerOptions } from './in-trigger.ts';
export { withoutAtomicBody } from './stub-function.ts';
export { CannotRename, type Renames } from './scope.ts';
