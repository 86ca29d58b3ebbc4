#!/usr/bin/env node
import { print } from './report/print.ts';
import { version } from './version.ts';

// A reader that has seen enough (`| head`) is no error. All files are written before the first line is printed.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  print(version());
} else {
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(args);
}
