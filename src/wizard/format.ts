import type { Settings } from '../commands/settings.ts';
import { detectFormats } from '../formats/detect.ts';
import { type Format, formats } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { wrapped } from '../report/text.ts';
import type { Asker, Entry } from './asker.ts';
import { settledPlace } from './place.ts';

/** What is written for when nothing else is found or said. */
const USUAL = 'plain';

/**
 * Which migration tool to write for: the one that the repository shows; asked when it shows several or none, unless the command
 * line or the file of settings says it.
 */
export async function askFormat(settings: Settings, cwd: string, asker: Asker): Promise<Settings> {
  if (settings.format !== undefined || settings.directory !== undefined)
    return await settledPlace(settings, cwd, async () => asker);
  const [first, ...others] = detectFormats(repoAt(cwd));
  if (first === undefined) return await askAmongAll(settings, asker);
  if (others.length === 0) {
    const because = first.evidence.because.join(', ');
    asker.say(wrapped(`Written for ${first.format.name}: ${because}.`, { first: '  ', indent: '  ' }));
  }
  return await settledPlace(settings, cwd, async () => asker);
}

async function askAmongAll(settings: Settings, asker: Asker): Promise<Settings> {
  const usual = formats.toSorted((a, b) => Number(b.name === USUAL) - Number(a.name === USUAL));
  const chosen = await asker.choose('For which migration tool?', usual.map(entry));
  return chosen === USUAL ? settings : { ...settings, format: chosen };
}

const entry = ({ name, title, url }: Format): Entry => ({ value: name, name, detail: title === name ? url : title });
