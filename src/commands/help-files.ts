import { mkdirSync, writeFileSync } from 'node:fs';
import { helpDirectory } from '../ready.ts';
import { program } from './program.ts';

/** The help of the program and of each command, by name. */
export function helpTexts(): ReadonlyMap<string, string> {
  let text = '';
  const root = program((part) => {
    text += part;
  });
  return new Map(
    [root, ...root.commands].map((command) => {
      text = '';
      command.outputHelp();
      return [command.name(), text];
    }),
  );
}

/** Writes them beside the compiled program; the build calls this last. */
export function writeHelp(): void {
  mkdirSync(helpDirectory, { recursive: true });
  for (const [name, text] of helpTexts()) writeFileSync(new URL(`${name}.txt`, helpDirectory), text);
}
