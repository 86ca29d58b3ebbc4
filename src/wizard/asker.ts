/** One line of a list to pick from. */
export interface Entry {
  /** What is given back. */
  readonly value: string;
  /** What is searched, and stands first. */
  readonly name: string;
  /** What stands beside it, cut where the line ends. */
  readonly detail?: string;
  /** Said below the list while it is the one that Enter would take. */
  readonly more?: string;
}

export interface TextOptions {
  /** What Enter alone answers. */
  readonly initial?: string;
  /** Enter alone may say nothing. */
  readonly optional?: boolean;
  /** What is shown in place of what is typed, of the same length; such an answer is never offered again. */
  readonly masked?: (typed: string) => string;
  /** A sentence that says what is wrong, or true. */
  readonly check?: (answer: string) => string | true | Promise<string | true>;
}

/** A way to ask a person. The questions know nothing of terminals. Each may throw Back. */
export interface Asker {
  /** The key that throws Back. */
  readonly back: string;
  text(question: string, options?: TextOptions): Promise<string>;
  /** Never echoed. */
  secret(question: string): Promise<string>;
  /** Narrows the list by what is typed; gives the value of the chosen entry. Enter takes `initial`, else the first. */
  choose(question: string, entries: readonly Entry[], initial?: string): Promise<string>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  /** Says something between two questions. */
  say(text: string): void;
}

/** The person wants the question before this one again. */
export class Back extends Error {
  override readonly name = 'Back';
}
