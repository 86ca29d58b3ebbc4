import type { Target } from '../types.ts';
import { code } from './markdown.ts';

/** The old columns, as they stand in running text. */
export const oldColumns = ({ columns }: Target): string => columns.map((column) => code(column.old)).join(', ');

/** The columns that take their place. */
export const newColumns = ({ columns }: Target): string => columns.map((column) => code(column.new)).join(', ');
