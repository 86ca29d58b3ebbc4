import { createHash } from 'node:crypto';

/** A file that Atlas counts into its hashes. */
export interface Summed {
  readonly name: string;
  readonly content: string;
}

/**
 * The text of atlas.sum over these files: for each the hash of all files up to it, and above them the hash of those. Files are taken by the
 * order of their names' bytes; one that says `-- atlas:sum ignore` counts with its name only.
 */
export function atlasSum(files: readonly Summed[]): string {
  const running = createHash('sha256');
  const lines = files
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    .flatMap(({ name, content }) => {
      running.update(name);
      if (/^-- *atlas:sum +ignore\b/.test(content)) return [];
      running.update(content);
      return [{ name, hash: running.copy().digest('base64') }];
    });
  const all = createHash('sha256');
  for (const { name, hash } of lines) all.update(name).update(hash);
  return [`h1:${all.digest('base64')}`, ...lines.map(({ name, hash }) => `${name} h1:${hash}`), ''].join('\n');
}
