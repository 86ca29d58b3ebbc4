import { namesIn } from '../scan/wanted.ts';
import { qualified } from '../sql/value.ts';
import type { Access, CodeVersion, Mention, Plan, PlanPart, Scan } from '../types.ts';
import { code, prose } from './markdown.ts';

/** A part of the list: each line is Markdown. */
export interface Group {
  readonly title: string;
  readonly says: string;
  readonly lines: readonly string[];
}

/** The longest list of each kind that is shown. */
const MOST = { deploy: 100, interface: 50, unsure: 30, text: 20, schema: 10, other: 10 } as const;

/** The places by what is to be done with them: first those of each deploy, then those that a person has to decide on. */
export function placeGroups(plan: Plan, { mentions }: Scan): Group[] {
  const meant = mentions.filter(({ certainty }) => certainty !== 'other');
  const named = meant.filter(({ what }) => !['interface', 'text', 'schema'].includes(what));
  const parts = plan.parts ?? [plan];
  const sure = named.filter(({ certainty }) => certainty !== 'possible');
  const last = plan.code.at(-1)?.deploy ?? 1;
  return [
    ...parts.flatMap((part) => deployGroups(part, sure)).toSorted((a, b) => a.deploy - b.deploy),
    group(
      'Names that others may know',
      `Keys of JSON, GraphQL and forms need not follow the database. Decide for each, before the code of deploy ${String(last)}: it stays as it is for those who read or send it, or it changes with them.`,
      meant.filter(({ what }) => what === 'interface'),
      MOST.interface,
    ),
    group(
      'These name it, the table is not known',
      'Nothing around them says whose it is. Look at each; most lists like this one hold names of other things.',
      named.filter(({ certainty }) => certainty === 'possible'),
      MOST.unsure,
    ),
    group(
      'Places that stay as they are',
      'They only read what the change asks of those who write, or only write what it asks of those who read.',
      sure.filter((mention) => !parts.some((part) => isConcerned(part, mention))),
      MOST.other,
      '',
    ),
    group(
      'Comments and texts',
      'Nothing fails when these stay as they are, but they should say what is true after the last deploy.',
      meant.filter(({ what }) => what === 'text'),
      MOST.text,
    ),
    group(
      'Migrations and schema files',
      'What has run is not changed; a file that your tool writes from the schema changes by itself.',
      meant.filter(({ what }) => what === 'schema'),
      MOST.schema,
      '',
    ),
    group(
      'Most likely something else',
      'The same name, and the statement takes it from another table, or it is the name of a result or of a parameter.',
      mentions.filter(({ certainty }) => certainty === 'other'),
      MOST.other,
      '',
    ),
  ].flatMap((each) => (each === null ? [] : [each]));
}

/** Whether a change asks anything of a place: it names one of its names, and does to it what the change is about. */
function isConcerned(part: Pick<PlanPart, 'wording' | 'target'>, { name, table, access }: Mention): boolean {
  const by = part.wording?.touches?.by;
  if (qualified(part.target).text !== table) return false;
  return namesIn(part).includes(name) && (by === undefined || !['read', 'write'].includes(access) || access === by);
}

/** What changes from one version of the code to the next. */
interface Turn {
  readonly version: CodeVersion;
  readonly reads: boolean;
  readonly writes: boolean;
}

function deployGroups(part: Omit<PlanPart, 'id' | 'change'>, sure: readonly Mention[]): (Group & { deploy: number })[] {
  const { code: versions, deploys } = part;
  const own = sure.filter((mention) => isConcerned(part, mention));
  const turns = versions.slice(1).map((version, at): Turn => {
    const before = versions[at] ?? version;
    return {
      version,
      reads: before.reads.join() !== version.reads.join(),
      writes: before.writes.join() !== version.writes.join(),
    };
  });
  // A kind whose columns stay what they are: all of its code is looked at for the first deploy of code.
  const told = turns.some(({ reads, writes }) => reads || writes);
  return turns.flatMap(({ version, reads, writes }, at) => {
    const changes = (access: Access): boolean =>
      told ? (access === 'read' ? reads : access === 'write' ? writes : reads || writes) : at === 0;
    const deploy = deploys.find(({ number }) => number === version.deploy);
    const found = group(
      `Deploy ${String(version.deploy)}: ${prose(deploy?.title ?? version.says)}`,
      prose(deploy?.code ?? version.says),
      own.filter(({ access }) => changes(access)),
      MOST.deploy,
    );
    return found === null ? [] : [{ ...found, deploy: version.deploy }];
  });
}

const SAYS: Readonly<Record<Mention['what'], string>> = {
  'sql-read': 'SQL, reads',
  'sql-write': 'SQL, writes',
  schema: 'DDL',
  model: 'model',
  query: 'code',
  interface: 'may be public',
  text: 'text',
};

function group(title: string, says: string, mentions: readonly Mention[], most: number, box = '[ ] '): Group | null {
  if (mentions.length === 0) return null;
  const lines = byLine(mentions).map((together) => `${box}${lineOf(together)}`);
  const rest = lines.length - most;
  return {
    title,
    says,
    lines: rest > 0 ? [...lines.slice(0, most), `... and ${String(rest)} more, which plan.json lists.`] : lines,
  };
}

/** They come in order, so those of one line are neighbours. */
function byLine(mentions: readonly Mention[]): Mention[][] {
  const lines: Mention[][] = [];
  for (const mention of mentions) {
    const last = lines.at(-1)?.[0];
    if (last !== undefined && last.file === mention.file && last.line === mention.line) lines.at(-1)?.push(mention);
    else lines.push([mention]);
  }
  return lines;
}

/** All that one line mentions. */
function lineOf(mentions: readonly Mention[]): string {
  const [{ file, line, column, excerpt } = { file: '', line: 0, column: 0, excerpt: '' }] = mentions;
  const kinds = [...new Set(mentions.map(kind))].join('; ');
  return `${code(`${file}:${String(line)}:${String(column)}`)} (${kinds}): ${code(excerpt)}`;
}

const kind = ({ what, access }: Mention): string =>
  what === 'query' && (access === 'read' || access === 'write') ? `code, ${access}s` : SAYS[what];
