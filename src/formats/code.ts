import type { Phase } from '../types.ts';
import { comment } from './comment.ts';
import { downLines, type Part, stepText, terminated, upLines } from './layout.ts';
import { fileWords, uniqueName } from './names.ts';
import type { Unit } from './units.ts';

/** How a language comments, and how deep what is commented stands. */
export interface Style {
  readonly sign: '//' | '#';
  readonly indent: number;
}

/** The statements of a unit as lines of code: `call` makes one of a statement, each step under its title and its reason. */
export function calls(unit: Unit, { sign, indent }: Style, call: (sql: string) => string): string {
  return unit.statements
    .map(({ statement, step, first }) => {
      const line = `${' '.repeat(indent)}${call(terminated(statement.sql))}`;
      return first ? `${indented(comment(stepText(step), sign), indent)}\n${line}` : line;
    })
    .join('\n\n');
}

/** A line of comment, as deep as code. */
export function remark(text: string, { sign, indent }: Style): string {
  return indented(comment(text, sign), indent);
}

/** The comment at the top of what brings a phase forward. */
export function upRemark(phase: Phase, part: Part, style: Style): string {
  return upLines(phase, part)
    .map((line) => remark(line, style))
    .join('\n');
}

/** The comment at the top of what takes a phase back. */
export function downRemark(phase: Phase, style: Style): string {
  return downLines(phase)
    .map((line) => remark(line, style))
    .join('\n');
}

function indented(text: string, indent: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`)
    .join('\n');
}

/** A statement under a name of its own, for languages where long texts stand at the top of the file. */
export interface Constant {
  /** `ADD_DISPLAY_NAME` */
  readonly name: string;
  readonly sql: string;
  /** The step's title and reason, when the statement opens it. */
  readonly remark: string | null;
}

/** A constant for each statement of a unit, named after its step; `taken` are the names that are used in the file. */
export function constants(unit: Unit, prefix: string, taken: Set<string>): Constant[] {
  return unit.statements.map(({ statement, step, first }) => {
    const id = fileWords(step.id);
    const words = id.startsWith(prefix) ? id : `${prefix}${id}`;
    const name = uniqueName(/^\d/.test(words) ? `step_${words}` : words, taken).toUpperCase();
    return { name, sql: terminated(statement.sql), remark: first ? comment(stepText(step), '#') : null };
  });
}
