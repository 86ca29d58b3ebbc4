import { posix } from 'node:path';
import type { Repo } from './format.ts';

const here = String.raw`__dirname|import\.meta\.dirname`;
const text = String.raw`"[^"\n]*"|'[^'\n]*'|\`[^\`\n]*\``;

/** A text, a text behind `__dirname +`, or a path.join or path.resolve of such. */
const value = String.raw`(?:path\.)?(?:join|resolve)\((?:process\.cwd\(\)|[^()])*\)|(?:(?:${here})\s*\+\s*)?(?:${text})`;

/**
 * The directory that a JavaScript or JSON file of settings says, the first file that does: the value that stands behind `before`, from
 * the root of the repository. null when none says one that can be read and lies in the repository.
 */
export function saidPath(
  repo: Repo,
  files: readonly string[],
  before: RegExp,
): { directory: string; because: string } | null {
  const pattern = new RegExp(`(?:${before.source})(?<value>${value})`, 'g');
  for (const file of files) {
    for (const { groups } of (repo.read(file) ?? '').matchAll(pattern)) {
      const directory = pathOf(groups?.['value'] ?? '', file);
      if (directory !== null) return { directory, because: `${file} says ${directory}` };
    }
  }
  return null;
}

function pathOf(said: string, file: string): string | null {
  const texts = [...said.matchAll(new RegExp(text, 'g'))].map(([each]) => each.slice(1, -1));
  const rest = said.replace(new RegExp(text, 'g'), '').replace(/^(?:path\.)?(?:join|resolve)\(|process\.cwd\(\)/g, '');
  const rooted = new RegExp(String.raw`${here}`);
  // What else stands there is a name, and what it stands for is not known.
  if (/\w/.test(rest.replace(rooted, ''))) return null;
  const plain = texts.map((each) => each.replace(new RegExp(String.raw`^\$\{(?:${here})\}`), ''));
  const beside = rooted.test(rest) || plain.some((each, at) => each !== texts[at]);
  const absolute = !beside && plain[0]?.startsWith('/') === true;
  if (texts.length === 0 || absolute || plain.some((each) => each.includes('${'))) return null;
  const whole = posix.join(beside ? posix.dirname(file) : '.', ...plain);
  // The files of TypeORM are named by a pattern; the directory is what stands before it.
  const directory = whole.replace(/\/[^/]*\*.*$/, '').replace(/\/$/, '');
  return /^\.\.(?:\/|$)|\*|\.[cm]?[jt]s$/.test(directory) || directory === '' ? null : directory;
}
