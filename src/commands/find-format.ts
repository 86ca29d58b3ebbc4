import { normalize } from 'node:path';
import { closest } from '../catalog/distance.ts';
import { UserError } from '../errors.ts';
import { type Detected, detectBelow, detectFormats } from '../formats/detect.ts';
import { type Format, formats, type Repo } from '../formats/index.ts';
import { shellWord } from './command-line.ts';
import type { Settings } from './settings.ts';

/** The format to write in, and where. */
export interface Place {
  readonly format: Format;
  readonly directory: string;
  /** Why it was taken; empty when it was asked for, or nothing was found. */
  readonly because: readonly string[];
}

type Asked = Pick<Settings, 'format' | 'directory'>;

/**
 * What the options say, else what the repository shows, else plain files. Throws UserError when the named format is not
 * known, when the repository shows several (naming them all) or only a part of it shows one, and when nothing says where the
 * migrations lie.
 */
export function findFormat(asked: Asked, repo: Repo): Place {
  if (asked.format !== undefined) return placeOf(formatNamed(asked.format), asked, repo);
  const [found, ...others] = detectFormats(repo);
  if (found === undefined) {
    if (asked.directory === undefined) refuseBelow(repo);
    return placeOf(formatNamed('plain'), asked, repo);
  }
  if (others.length > 0) {
    const all = [found, ...others];
    throw new UserError(
      `this repository has ${all.length} migration tools: ${all.map(({ format, evidence }) => `${format.name} (${evidence.because.join(', ')})`).join('; ')}`,
      { hint: `say which one with --format ${found.format.name}` },
    );
  }
  const place = placeOf(found.format, asked, repo);
  return { ...place, because: found.evidence.because };
}

// Plain files at the root of a monorepo would be run by nothing.
function refuseBelow(repo: Repo): void {
  const below = detectBelow(repo);
  const [first] = below;
  if (first === undefined) return;
  const places = below.map(
    ({ format, folder, evidence }) => `${format.title} in ${folder} (${evidence.because.join(', ')})`,
  );
  throw new UserError(`no migration tool is seen in this directory, but ${places.join('; ')}`, {
    hint: `cd ${shellWord(first.folder)} and run it there, or say --format plain for plain files here`,
  });
}

/** A tool, or one of its directories, that a person may mean. */
export interface Choice {
  readonly format: string;
  readonly directory: string;
  readonly because: string;
}

/** The tools and places between which a person has to choose; empty when there is nothing to choose. */
export function choices(asked: Asked, repo: Repo): Choice[] {
  if (asked.directory !== undefined && asked.format !== undefined) return [];
  const found = asked.format === undefined ? detectFormats(repo) : detected(formatNamed(asked.format), repo);
  const places = found.flatMap(({ format, evidence }) =>
    [evidence.directory, ...(evidence.others ?? [])].map((directory) => ({
      format: format.name,
      directory,
      because: evidence.because.join(', '),
    })),
  );
  const open = asked.directory === undefined ? places : onePerFormat(places);
  return open.length < 2 ? [] : open;
}

const onePerFormat = (places: readonly Choice[]): Choice[] =>
  places.filter(({ format }, at) => places.findIndex((each) => each.format === format) === at);

function detected(format: Format, repo: Repo): Detected[] {
  const evidence = format.detect(repo);
  return evidence === null ? [] : [{ format, evidence }];
}

function placeOf(format: Format, { directory: said }: Asked, repo: Repo): Place {
  if (said !== undefined) return { format, directory: normalize(said).replace(/(?<=.)\/$/, ''), because: [] };
  const evidence = format.detect(repo);
  if (evidence !== null && (evidence.others ?? []).length > 0) {
    const places = [evidence.directory, ...(evidence.others ?? [])];
    throw new UserError(`migrations of ${format.title} lie in ${places.length} places: ${places.join(', ')}`, {
      hint: `say which one with --dir ${shellWord(evidence.directory)}`,
    });
  }
  const directory = evidence?.directory ?? format.directory;
  if (directory !== null) return { format, directory: normalize(directory), because: [] };
  throw new UserError(`where the migrations of ${format.title} lie is not known: there are none here`, {
    hint: 'say it with --dir DIR',
  });
}

/** The format of a name; `says` is what it was read from when it was not typed. Throws UserError naming the format that was probably meant. */
export function formatNamed(name: string, says?: string): Format {
  const format = formats.find((candidate) => candidate.name === name.toLowerCase());
  if (format !== undefined) return format;
  const names = formats.map((candidate) => candidate.name);
  const [meant] = closest(name, names, (candidate) => candidate);
  const flag = says === undefined ? '--format ' : '';
  const named = says === undefined ? `--format ${name}` : `the format ${name} in ${says}`;
  throw new UserError(`${named} is not a format that is known: ${names.join(', ')}`, {
    hint: meant === undefined ? 'plan formats says what each of them is' : `did you mean ${flag}${meant}?`,
  });
}
