import type { TestProject } from 'vitest/node';
import { installServers, launch } from './launch.ts';

const supported = [14, 15, 16, 17, 18];

/** Starts the servers of the run and returns what ends them. Their keepers end them too, when this process is killed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const all = process.env['PLAN_TEST_ALL'] === '1';
  const majors = all ? supported : supported.filter((_, index) => index === 0 || index === supported.length - 1);
  const skipped = supported.filter((major) => !majors.includes(major));
  if (skipped.length > 0) {
    process.stdout.write(`servers ${skipped.join(', ')} are skipped here: npm run test:all covers them\n`);
  }
  if (!all) process.stdout.write('*.slow.test.ts are skipped here: npm run test:all covers them\n');
  installServers(majors);
  const running = await Promise.all(majors.map(async (major) => ({ major, server: await launch(major, {}) })));
  project.provide(
    'servers',
    running.map(({ major, server }) => ({ major, port: server.port })),
  );
  return async () => {
    await Promise.all(running.map(({ server }) => server.stop()));
  };
}
