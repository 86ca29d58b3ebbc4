import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line, `N passed, N failed, N skipped`, which CI reads. It stands beside the default reporter. */
export default class ClosingLine implements Reporter {
  /** A file or hook that broke and an error outside any test count as failed: none of them may look like success. */
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length;
    const failed = count('failed') + broken + unhandledErrors.length;
    const line = `${String(count('passed'))} passed, ${String(failed)} failed, ${String(count('skipped'))} skipped\n`;
    process.once('exit', () => process.stdout.write(line));
  }
}
