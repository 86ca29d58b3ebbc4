import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scan } from '../../src/scan/scan.ts';
import type { Scan } from '../../src/types.ts';
import { wanted } from './looking.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plan-scan-'));
});

const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const put = (path: string, text: string | Buffer = 'SELECT full_name FROM users;\n'): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const look = (skipped: readonly string[] = [], directory = root): Promise<Scan> =>
  scan({ directory, shown: '.', skipped }, [wanted('users', 'full_name')], []);
const files = ({ mentions }: Scan): string[] => mentions.map(({ file }) => file);

describe('in a repository', () => {
  beforeEach(() => git('init', '--quiet'));

  it('reads what is tracked and what is new, and not what is ignored or vendored', async () => {
    put('.gitignore', 'build/\n*.log\n');
    put('tracked.sql');
    git('add', '.');
    const own = [
      '.github/check.sql',
      'dist/kept.sql',
      'new.sql',
      'src/app.env.ts',
      'src/deep/er.sql',
      'target/kept.sql',
    ];
    const others = [
      'build/a.sql',
      'a.log',
      'node_modules/x/a.sql',
      'app/vendor/a.sql',
      'third_party/a.sql',
      'yarn.lock',
      '.env',
      'app/.env.local',
      '.envrc',
      'deploy/production.env',
    ];
    for (const path of [...own, ...others, 'web/app.min.js']) put(path);
    const found = await look();
    expect(files(found)).toEqual([...own, 'tracked.sql'].toSorted());
    expect(found).toMatchObject({ listedBy: 'git', files: { read: 8, leftOut: 9 }, found: { certain: 6, files: 7 } });
  });

  it('leaves out the folders of the migrations and plans', async () => {
    for (const path of ['migrations/1.sql', 'plans/x/notes.md', 'migrations2/1.sql']) put(path);
    expect(files(await look(['migrations', 'plans']))).toEqual(['migrations2/1.sql']);
  });

  it('counts binary and large files and reads neither', async () => {
    put('a.bin', Buffer.from('SELECT full_name FROM users\0'));
    put('b.bin', Buffer.from('\0'));
    put('large.sql', `SELECT full_name FROM users;${' '.repeat(1024 * 1024)}`);
    put('most.sql', `${'SELECT full_name FROM users;'.padEnd(1024 * 1024)}`);
    const found = await look();
    expect(found.files).toMatchObject({ read: 1, binary: 2, large: 1 });
    expect(files(found)).toEqual(['most.sql']);
  });

  it('follows no link and leaves the directory by none', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'plan-outside-'));
    writeFileSync(join(outside, 'secret.sql'), 'SELECT full_name FROM users');
    put('folder/secret.sql');
    git('add', '.');
    // git still knows folder/secret.sql, which lies elsewhere now.
    renameSync(join(root, 'folder'), join(root, 'moved'));
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(join(outside, 'secret.sql'), join(root, 'link.sql'));
    symlinkSync(join(root, 'moved/secret.sql'), join(root, 'inside.sql'));
    expect(files(await look())).toEqual(['moved/secret.sql']);
  });

  it('does not wait for a pipe, and goes on without what is gone or may not be read', async () => {
    put('gone.sql');
    put('pipe.sql');
    put('there.sql');
    git('add', '.');
    execFileSync('sh', ['-c', 'rm gone.sql pipe.sql && mkfifo pipe.sql'], { cwd: root });
    const found = await look();
    expect(files(found)).toEqual(['there.sql']);
    expect(found.files).toMatchObject({ read: 1, unreadable: 2 });
  });

  it('runs no program of the repository', async () => {
    put('ran.sh', '#!/bin/sh\ntouch "$0.ran"\n');
    chmodSync(join(root, 'ran.sh'), 0o755);
    git('config', 'core.fsmonitor', join(root, 'ran.sh'));
    put('a.sql');
    expect(files(await look())).toEqual(['a.sql']);
    expect(existsSync(join(root, 'ran.sh.ran'))).toBe(false);
  });

  it('looks only below the directory that is named', async () => {
    for (const path of ['a/one.sql', 'b/two.sql']) put(path);
    expect(files(await look([], join(root, 'b')))).toEqual(['two.sql']);
  });

  it('walks through a directory that is ignored as a whole, since it was named', async () => {
    put('.gitignore', 'generated/\n');
    put('generated/a.sql');
    const found = await look([], join(root, 'generated'));
    expect([found.listedBy, files(found)]).toEqual(['walk', ['a.sql']]);
  });

  it('answers the same each time, in the order of the paths, and caps what it lists', async () => {
    for (let at = 0; at < 150; at += 1)
      put(`${String(at * 7919).padStart(9, '0')}.sql`, 'SELECT full_name FROM users;\n'.repeat(20));
    put('a.csv', 'full_name\n'.repeat(500));
    const [first, again] = [await look(), await look()];
    expect(again).toEqual(first);
    expect(files(first)).toEqual(files(first).toSorted());
    expect(first.mentions).toHaveLength(1000);
    expect(first.found).toEqual({ certain: 3000, likely: 0, possible: 500, other: 0, files: 151 });
  });
});

describe('without git', () => {
  it('leaves out what is hidden, .env files, vendored and built folders, and says that it walked', async () => {
    const own = ['a.sql', 'env.sql', 'src/b.sql'];
    const others = ['.env.d/c.sql', 'node_modules/d.sql', 'dist/e.sql', 'x/target/f.sql'];
    for (const path of [...own, ...others, '.env', '.env.local', 'src/test.env', '.private.sql']) put(path);
    symlinkSync(root, join(root, 'around'));
    const found = await look();
    expect(found.listedBy).toBe('walk');
    expect(files(found)).toEqual(own);
  });

  it('finds names that are not ASCII', async () => {
    put('a.sql', 'SELECT größe FROM users;');
    const found = await scan({ directory: root, shown: '.', skipped: [] }, [wanted('users', 'größe')], []);
    expect(found.mentions).toMatchObject([{ name: 'größe', certainty: 'certain', column: 8 }]);
  });
});
