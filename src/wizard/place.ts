import { choices, type Choice } from '../commands/find-format.ts';
import type { Settings } from '../commands/settings.ts';
import { repoAt } from '../formats/repo.ts';
import type { Asker } from './asker.ts';

/**
 * The settings with the tool and the directory that the person chooses, where the repository shows several; else as they are. The
 * asker is loaded when there is something to ask.
 */
export async function settledPlace(settings: Settings, cwd: string, asker: () => Promise<Asker>): Promise<Settings> {
  const open = choices(settings, repoAt(cwd));
  if (open.length === 0) return settings;
  const { choose } = await asker();
  const answer = await choose(
    'Which migration tool?',
    open.map((choice) => ({ value: shown(choice), name: shown(choice), detail: choice.because })),
  );
  const chosen = open.find((choice) => shown(choice) === answer);
  return {
    ...settings,
    format: chosen?.format ?? settings.format,
    directory: settings.directory ?? chosen?.directory,
  };
}

const shown = ({ format, directory }: Choice): string => `${format} in ${directory}`;
