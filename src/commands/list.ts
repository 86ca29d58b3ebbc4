import { kinds } from '../changes/index.ts';
import type { Capabilities, Format } from '../formats/index.ts';
import { formats } from '../formats/index.ts';
import { print } from '../report/print.ts';
import { wrapped } from '../report/text.ts';

/** Prints the kinds of change or the formats, as lines or as one JSON document. */
export function runList(what: 'kinds' | 'formats', json: boolean): void {
  if (json) print(JSON.stringify({ [what]: what === 'kinds' ? kindRows() : formatRows() }, null, 2));
  else print((what === 'kinds' ? kindRows().map(kindLine) : formats.map(formatLines)).join('\n'));
}

const kindRows = (): { name: string; summary: string; checklist: string }[] =>
  kinds.map(({ name, summary, checklist }) => ({ name, summary, checklist }));

const formatRows = (): object[] =>
  formats.map(({ name, title, directory, url, runs, capabilities }) => ({
    name,
    title,
    directory,
    url,
    runs,
    capabilities,
  }));

const WIDTH = 17;

function line(name: string, says: string): string {
  return wrapped(says, { first: name.padEnd(WIDTH), indent: ' '.repeat(WIDTH) });
}

const kindLine = ({ name, summary, checklist }: ReturnType<typeof kindRows>[number]): string =>
  line(name, `${summary} (${checklist})`);

function formatLines({ name, title, directory, url, capabilities }: Format): string {
  return [
    line(name, `${title} (${directory ?? "in the app's own directory"}, ${url})`),
    line('', `${abilities(capabilities).join('; ')}.`),
  ].join('\n');
}

/** What a tool can do, half-sentences for a person. */
export function abilities({ sends, transaction, optOut, several, steps, down, staged }: Capabilities): string[] {
  const wraps = {
    none: 'no transaction around it',
    file: 'a transaction a file',
    all: 'one transaction around all files',
  };
  const without = optOut === null ? 'always' : transaction === 'none' ? '' : `unless: ${optOut}`;
  const back = { file: 'a down file beside each', section: 'the way back in the same file', none: 'no way back' };
  return [
    sends === 'whole' ? 'sends a whole file as one query' : 'sends statement by statement',
    [wraps[transaction], without].filter((words) => words !== '').join(', '),
    several ? 'one file a phase' : 'what cannot run in a transaction stands alone in its file',
    steps ? 'can run one migration at a time' : 'runs all that are pending',
    back[down],
    ...(staged ? ['later phases wait in the plan'] : []),
  ];
}
