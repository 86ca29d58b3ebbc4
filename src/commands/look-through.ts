import { existsSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { repositoryAround } from '../repository.ts';
import type { LookThrough } from './make-plan.ts';
import type { Settings } from './settings.ts';

/**
 * What looks through the code where the settings say: `--scan DIR`, else the repository around the working directory;
 * undefined with `--no-scan`, and where there is no repository. Throws UserError when DIR is not a directory.
 */
export function lookThrough({ scan: given }: Pick<Settings, 'scan'>, cwd: string): LookThrough | undefined {
  if (given === false) return undefined;
  const found = given === undefined ? repositoryAround(cwd) : directoryAt(given, cwd);
  if (found === null) return undefined;
  const directory = realpathSync(found);
  const shown = given ?? (relative(realpathSync(cwd), directory) || '.');
  return async (plan, catalogs, own) => {
    const [{ wantedOf }, { scan }] = await Promise.all([import('../scan/wanted.ts'), import('../scan/scan.ts')]);
    const wanted = wantedOf(plan, catalogs);
    if (wanted.length === 0) return null;
    // A dump has no statements that run.
    const running = catalogs.flatMap((catalog) =>
      catalog.dump === undefined && catalog.running !== undefined ? [catalog.running] : [],
    );
    const skipped = own.map((folder) =>
      relative(directory, resolve(realpathSync(cwd), folder))
        .split(sep)
        .join('/'),
    );
    return await scan({ directory, shown, skipped: skipped.filter((folder) => folder !== '') }, wanted, running);
  };
}

function directoryAt(given: string, cwd: string): string {
  const path = resolve(cwd, given);
  if (existsSync(path) && statSync(path).isDirectory()) return path;
  throw new UserError(`--scan ${given} is not a directory`, {
    hint: 'name the directory that holds the code, or add --no-scan',
  });
}
