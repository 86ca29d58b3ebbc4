/** What the program answers: goes to stdout. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Says something that the answer stands behind, on the same line. */
export function printBefore(question: string): void {
  process.stdout.write(question);
}

/** What the program says about its work: goes to stderr. */
export function printAside(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Somebody is there to see and to answer. */
export function isTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}
