#!/usr/bin/env node
import { print } from './report/print.ts';
import { readyAnswer } from './ready.ts';

// A reader that has seen enough (`| head`) is no error. All files are written before the first line is printed.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const args = process.argv.slice(2);
const ready = readyAnswer(args);
if (ready === null) {
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(args);
  // A shell waits for the answer, not for a server that may still be asked.
  if (args[0] === '__complete') process.exit();
} else {
  print(ready);
}
