import { repoAt } from '../formats/repo.ts';
import type { StackWish, UsedStack } from '../stacks/use.ts';
import type { QualifiedName } from '../types.ts';
import { repositoryAround } from '../repository.ts';

/** The stack of the repository around `cwd`, as stackFor() chooses it; null: none. Throws UserError for a name that is not known. */
export async function stackHere(cwd: string, wish: StackWish, table: QualifiedName): Promise<UsedStack | null> {
  const { stackFor } = await import('../stacks/use.ts');
  return stackFor(wish, repoAt(repositoryAround(cwd) ?? cwd), table);
}
