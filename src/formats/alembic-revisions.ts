import { UserError } from '../errors.ts';
import type { MigrationFile, Repo } from './format.ts';

/** A migration of Alembic, as far as its place in the chain goes. */
export interface Revision {
  readonly file: string;
  readonly id: string;
  /** The revisions that it comes after. */
  readonly after: readonly string[];
  /** `revision: str = ...` */
  readonly typed: boolean;
}

/** What a module says of itself; null when it is no migration. */
export function revisionIn(text: string): Omit<Revision, 'file'> | null {
  const [, type, id] = /^revision(\s*:\s*[^=\n]+)?\s*=\s*["']([^"']+)["']/m.exec(text) ?? [];
  const below = /^down_revision(?:\s*:\s*[^=\n]+)?\s*=\s*(\([^)]*\)|\[[^\]]*\]|.*)/m.exec(text)?.[1];
  if (id === undefined || below === undefined) return null;
  return {
    id,
    after: [...below.replace(/#.*/g, '').matchAll(/["']([^"']+)["']/g)].map(([, each = '']) => each),
    typed: type !== undefined,
  };
}

/** The migrations in a directory. */
export function revisionsIn(repo: Repo, directory: string, names: readonly string[]): Revision[] {
  return names
    .filter((file) => file.endsWith('.py'))
    .flatMap((file) => {
      const revision = revisionIn(repo.read(`${directory}/${file}`) ?? '');
      return revision === null ? [] : [{ file, ...revision }];
    });
}

/** The revision that nothing comes after; null when there is none. Throws UserError when there are two, or a link is missing. */
export function headOf(revisions: readonly Revision[], directory: string): string | null {
  const ids = new Set<string>();
  for (const { id, file } of revisions) {
    if (ids.has(id)) {
      throw new UserError(`two files in ${directory} have the same revision ${id}, one of them ${file}`, {
        hint: 'give one of them another revision',
      });
    }
    ids.add(id);
  }
  const broken = revisions.find(({ after }) => after.some((id) => !ids.has(id)));
  if (broken !== undefined) {
    throw new UserError(
      `${directory}/${broken.file} comes after ${broken.after.join(' and ')}, and there is no such revision`,
      { hint: 'alembic history says where the chain breaks' },
    );
  }
  const below = new Set(revisions.flatMap(({ after }) => after));
  const heads = revisions.map(({ id }) => id).filter((id) => !below.has(id));
  if (heads.length > 1) {
    throw new UserError(`${directory} has two heads: ${heads.join(' and ')}`, { hint: 'alembic merge heads' });
  }
  const [head] = heads;
  if (head !== undefined || revisions.length === 0) return head ?? null;
  throw new UserError(`the revisions in ${directory} follow each other in a circle`, { hint: 'alembic history' });
}

/** The table holds the heads only: what they come after has run too. */
export function ranAlembic({ path, directory, repo }: MigrationFile, rows: readonly string[]): boolean {
  const revisions = revisionsIn(repo, directory, repo.list(directory));
  const id = revisionIn(repo.read(`${directory}/${path}`) ?? '')?.id;
  const ran = new Set<string>();
  const open = [...rows];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (ran.has(next)) continue;
    ran.add(next);
    open.push(...(revisions.find((revision) => revision.id === next)?.after ?? []));
  }
  return id !== undefined && ran.has(id);
}

/** The name of a file by the team's file_template, without its ending. */
export function pathOf(template: string, revision: string, slug: string, now: Date): string {
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = now.toISOString().split(/[-T:.]/);
  const values: Readonly<Record<string, string>> = {
    rev: revision,
    slug,
    year,
    month,
    day,
    hour,
    minute,
    second,
    epoch: String(Math.floor(now.getTime() / 1000)),
  };
  return template.replace(/%%\((\w+)\)([-.\d]*)([sd])/g, (_, name: string, width: string, type: string) => {
    const value = values[name] ?? '';
    if (type === 's') return value;
    const digits = Number(/\d+$/.exec(width)?.[0] ?? 0);
    return String(Number(value)).padStart(digits, '0');
  });
}
