import { rootOf } from './settings-here.ts';
import type { Settings } from './settings.ts';

/** Does something with the templates of the folder that the settings name. Throws UserError when one of them is none. */
export async function withTeamTemplates<Result>(settings: Settings, work: () => Promise<Result>): Promise<Result> {
  if (settings.templates === undefined) return await work();
  const [{ readOverrides }, { withOverrides }] = await Promise.all([
    import('../overrides/read.ts'),
    import('../overrides/scope.ts'),
  ]);
  return await withOverrides(readOverrides(rootOf(settings), settings.templates), work);
}
