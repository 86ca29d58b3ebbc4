import type { Paint } from '../report/paint.ts';
import { problem } from '../report/problem.ts';
import { wrapped } from '../report/text.ts';

/** What is said about an error between two questions: the words of the command line, in lines of 80 columns. */
export function told(error: Error, paint: Paint = (_, text) => text): string {
  return problem(error, (_, text) => text)
    .split('\n')
    .map((line, at) => (at === 0 ? paint('red', wrapped(line)) : wrapped(line)))
    .join('\n');
}
