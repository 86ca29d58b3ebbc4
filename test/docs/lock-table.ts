import { renderText } from '../../src/notes/layout.ts';
import { locks } from '../../src/notes/locks.ts';
import type { Plan } from '../../src/types.ts';

/** The table of the notes' section on locks, without its text. */
export function lockTable(plan: Plan): string {
  const section = renderText('{{> locks locks}}', { locks: locks(plan) });
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('\n');
}
