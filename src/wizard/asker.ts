import type { Listed } from '../catalog/list.ts';

/** A way to ask a person. The questions know nothing of terminals, and the tests answer them from a list. */
export interface Asker {
  text(
    question: string,
    options?: { initial?: string; masked?: (typed: string) => string; check?: (answer: string) => string | true },
  ): Promise<string>;
  /** Never echoed. */
  secret(question: string): Promise<string>;
  /** Narrows the list by what is typed; gives the name of the chosen entry. */
  choose(question: string, entries: readonly Listed[]): Promise<string>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  /** Says something between two questions. */
  say(text: string): void;
}
