import { UserError } from '../errors.ts';
import type { Paint } from './paint.ts';
import { shown } from './text.ts';

/** What is said about an error: for a UserError its sentence and the next command, for a bug also its stack. */
export function problem(error: unknown, paint: Paint): string {
  if (error instanceof UserError) {
    const hint = error.hint === undefined ? '' : `\n${paint('bold', 'try:')} ${shown(withoutPassword(error.hint))}`;
    return `${paint('red', 'error:')} ${sentence(shown(withoutPassword(error.message)))}${hint}`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${paint('red', 'error:')} this is a bug in plan; please report it with the lines below\n${shown(withoutPassword(stack))}`;
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}

/** Connection URLs without the password, wherever they stand in a text. */
export function withoutPassword(text: string): string {
  return text
    .replace(/(\b[a-z][a-z+]*:\/\/[^\s:/@]*):\S*@/gi, '$1:***@')
    .replace(/(\bpassword=)('(?:[^'\\]|\\.)*'|[^\s&]+)/gi, '$1***');
}
