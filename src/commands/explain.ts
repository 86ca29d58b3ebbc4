import { readdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { closest } from '../catalog/distance.ts';
import { kinds } from '../changes/index.ts';
import { UserError } from '../errors.ts';
import { pageText } from '../report/page.ts';
import { type Paint, paintFor } from '../report/paint.ts';
import { print } from '../report/print.ts';
import { wrapped } from '../report/text.ts';

/** docs/, which the package brings along. */
const docs = new URL('../../docs/', import.meta.url);

/** Adds `plan explain` to the command tree. */
export function addExplain(root: Command): void {
  const summary = 'explain a kind of change or a concept, with an example';
  root
    .command('explain')
    .summary(summary)
    .description(
      `${summary}\n\nThe pages of docs/, for a terminal; no database is needed. Without a name it lists\nwhat there is.`,
    )
    .argument('[name]', 'a kind of change or a concept')
    .allowExcessArguments(false)
    .addHelpText('after', '\nExamples:\n  plan explain\n  plan explain rename\n  plan explain locks')
    .action((name: string | undefined) => {
      const paint = paintFor(process.stdout, process.env);
      print(name === undefined ? listText(paint) : pageText(pageOf(name), paint));
    });
}

/** The Markdown of one page. Throws UserError with the name that was probably meant. */
export function pageOf(name: string): string {
  const wanted = name.toLowerCase();
  if (kinds.some((kind) => kind.name === wanted)) return readPage(`kinds/${wanted}.md`);
  const names = concepts();
  if (names.includes(wanted)) return readPage(`concepts/${wanted}.md`);
  const all = [...kinds.map((kind) => kind.name), ...names];
  const [meant] = closest(name, all, (candidate) => candidate);
  throw new UserError(`there is no page about ${name}`, {
    hint: meant === undefined ? 'plan explain lists what there is' : `did you mean plan explain ${meant}?`,
  });
}

function listText(paint: Paint): string {
  return [
    paint('bold', 'Kinds of change'),
    ...kinds.map(({ name, summary }) => line(name, summary)),
    '',
    paint('bold', 'Concepts'),
    ...concepts().map((name) => line(name, titleOf(readPage(`concepts/${name}.md`)))),
    '',
    'plan explain <name> prints its page.',
  ].join('\n');
}

const line = (name: string, says: string): string =>
  wrapped(says, { first: `  ${name.padEnd(17)}`, indent: ' '.repeat(20) });

const titleOf = (page: string): string => /^# (.*)$/m.exec(page)?.[1] ?? '';

const readPage = (path: string): string => readFileSync(new URL(path, docs), 'utf8');

/** The names that have a page. */
export const pageNames = (): string[] => [...kinds.map(({ name }) => name), ...concepts()];

const concepts = (): string[] =>
  readdirSync(new URL('concepts/', docs))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .toSorted();
