/** The page of a kind of change: made from the registry, the kind's example, what servers say and what the cases refuse. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ownOption } from '../../src/commands/options.ts';
import type { Kind } from '../../src/changes/kind.ts';
import { flagOf } from '../../src/commands/command-line.ts';
import { waysBack } from '../../src/notes/going-back.ts';
import { renderText } from '../../src/notes/layout.ts';
import { code, fenced, prose } from '../../src/notes/markdown.ts';
import { when } from '../../src/notes/timeline.ts';
import { words } from '../../src/notes/words.ts';
import { parsePlanFile } from '../../src/plan-file/parse.ts';
import type { PlanFile } from '../../src/plan-file/plan-shape.ts';
import { parseStatements } from '../../src/sql/parse.ts';
import type { Deploy, Phase, Plan } from '../../src/types.ts';
import { examplePlan } from '../support/example-files.ts';
import { newest } from '../support/server.ts';
import { type Concept, conceptsOf } from './concepts.ts';
import { heart } from './heart.ts';
import { lockTable } from './lock-table.ts';
import { measured } from './measure.ts';
import { refusalsOf } from './refusals.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** docs/kinds/<kind>.md. The links of the page are from there. */
export async function kindPage(kind: Kind, concepts: readonly Concept[]): Promise<string> {
  const folder = `examples/${kind.name}`;
  const schema = read(`${folder}/schema.sql`);
  const path = examplePlan(kind.name);
  const file = parsePlanFile(path, readFileSync(path, 'utf8'));
  const [naive, refused] = [await measured(schema, read(`${folder}/naive.sql`)), await refusalsOf(kind.name)];
  const page = renderText(read('templates/docs/kind.md.hbs'), {
    name: kind.name,
    summary: kind.summary,
    checklist: lower(kind.checklist),
    why: prose(kind.why),
    naive,
    major: String(newest().major),
    usage: [
      'plan',
      kind.name,
      ...kind.fields.flatMap(({ as, placeholder }) => (as === 'argument' ? [placeholder] : [])),
    ].join(' '),
    schema: fenced('sql', definitions(schema)),
    command: read(`${folder}/command`).trim(),
    ...planValues(file, join(folder, 'plans', basename(dirname(path)))),
    options: optionsOf(kind),
    commonOptions: `${code(`plan ${kind.name} --help`)} lists the options that every plan has besides.`,
    examplesOfKind: kind.examples.join('\n'),
    refusesSay: refusesSay(refused.length),
    refusals: refused.map(({ reason, message, hint }) => ({
      reason: prose(reason),
      says: sentence(prose(message)),
      hint: `Instead: ${prose(hint)}`,
    })),
    links: conceptsOf(file.plan, concepts).map(({ name, title }) => ({ title, link: `../concepts/${name}.md` })),
  });
  return `${page.trimEnd()}\n`;
}

function planValues({ plan, files }: PlanFile, folder: string): object {
  const says = words(plan);
  const paths = [...files.map(({ path }) => join(dirname(dirname(folder)), path)), `${folder}/notes.md`];
  return {
    example: says.summary,
    deploys: plan.deploys.map((deploy) => deployValues(deploy, plan)),
    safety: says.safety,
    locks: lockTable(plan),
    back: waysBack(plan, says, files, plan.deploys),
    files: paths.map((path) => ({ path: basename(path), link: `../../${path}` })),
  };
}

function deployValues(deploy: Deploy, plan: Plan): object {
  const version = plan.code.find(({ id }) => id === deploy.ships);
  return {
    number: String(deploy.number),
    title: prose(deploy.title),
    when: when(deploy, plan),
    gate: prose(deploy.gate),
    phases: plan.phases.filter(({ name }) => deploy.runs.includes(name)).map(phaseValues),
    code: [deploy.code, ...(version?.advice ?? [])].map(prose).join('\n\n'),
  };
}

function phaseValues(phase: Phase): object {
  return {
    name: phase.name,
    title: prose(phase.title),
    steps: phase.steps.map(({ title, why }) => ({ title: prose(title), why: prose(why) })),
    heart: heart(phase),
    // The last line is about the file.
    summary: phase.summary.filter((line) => !/^Plan \S+[;.]/.test(line)).map((line) => ({ line: prose(line) })),
  };
}

/** Without the rows. */
const definitions = (schema: string): string =>
  parseStatements(schema)
    .filter(({ node }) => !('InsertStmt' in node) && !('VacuumStmt' in node))
    .map(({ text }) => `${text.replace(/^--[^\n]*\n/gm, '')};`)
    .join('\n');

const optionsOf = ({ fields, options }: Kind): object[] => [
  ...fields.map(({ name, as, type, placeholder, help }) => ({
    flag: code(as === 'argument' ? placeholder : type === 'flag' ? flagOf(name) : `${flagOf(name)} ${placeholder}`),
    help: prose(help),
  })),
  ...options.map((name) => {
    const { flags, description } = ownOption(name);
    return { flag: code(flags), help: prose(description) };
  }),
];

function refusesSay(count: number): string {
  if (count === 0) return 'The tests have no case that it refuses.';
  return 'A refusal is exit code 1. One of each reason, as it is said in a case of the tests:';
}

const sentence = (text: string): string => (/[.!?:]$/.test(text) ? text : `${text}.`);
const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.replace(/^./, (first) => first.toLowerCase()) : text;
