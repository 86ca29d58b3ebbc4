import { literal } from '../sql/value.ts';
import type { CodeVersion, Deploy, Gate, Phase, Plan } from '../types.ts';
import { code, fenced, prose } from './markdown.ts';
import { renderFile } from './layout.ts';
import type { Words } from './words.ts';

/** What must be true before a phase or before code: a sentence, and queries that show it. */
export interface GateStep {
  readonly before: string;
  readonly says: string;
  readonly gates: readonly object[];
}

/** The values of `gates.md.hbs`: the steps in the order in which they happen, each with its queries. */
export function gates(plan: Plan, words: Words): object {
  return { steps: plan.deploys.flatMap((deploy) => deployGates(deploy, plan, words)) };
}

/** The steps of one deploy. */
export const deployGates = (deploy: Deploy, plan: Plan, words: Words): readonly GateStep[] => [
  ...phaseSteps(deploy, plan, words),
  ...codeSteps(deploy, plan),
];

const phaseSteps = (deploy: Deploy, plan: Plan, words: Words): GateStep[] =>
  plan.phases
    .filter(({ name }) => deploy.runs.includes(name))
    .map((phase, at) =>
      phase.name === 'contract'
        ? contractStep(phase, deploy, plan, words)
        : phaseStep(phase, at === 0 ? deploy.gate : ''),
    );

const phaseStep = ({ name, title, gate }: Phase, first: string): GateStep => ({
  before: name,
  says: `${prose(title)}. ${prose(first)}`.trimEnd(),
  gates: gate.map(shown),
});

// What the next phase takes for granted of the data is what this code needs that comes before it; code that works with the
// table as it is needs nothing.
function codeSteps({ ships, number }: Deploy, plan: Plan): GateStep[] {
  const version = plan.code.find(({ id }) => id === ships);
  if (version === undefined) return [];
  const next = version.since === null ? undefined : phaseAfter(version, plan);
  // Code that may run at any time waits for nothing.
  if (version.needs === '' && next === undefined) return [];
  return [
    {
      before: `the code of deploy ${String(number)}`,
      says: prose(version.needs),
      gates: next?.gate.map(shown) ?? [],
    },
  ];
}

const phaseAfter = ({ since }: CodeVersion, { phases }: Plan): Phase | undefined =>
  phases[phases.findIndex(({ name }) => name === since) + 1];

function contractStep(phase: Phase, deploy: Deploy, plan: Plan, words: Words): GateStep {
  // The step before it has shown them all.
  const repeated = plan.code.some((version) => phaseAfter(version, plan)?.name === phase.name);
  return {
    before: phase.name,
    says: `${prose(deploy.gate)}${phase.gate.length > 1 && repeated ? ' All queries of the code deploy above must still say so; the first of them again:' : ''}`,
    gates: [
      ...(repeated ? phase.gate.slice(0, 1) : phase.gate).map(shown),
      ...(words.names.length === 0 ? [] : [leftovers(words)]),
    ],
  };
}

/** The one thing that a person has to find out. */
function leftovers(words: Words): object {
  const tests = words.names.map((name) => renderFile('code/mention.sql', { name: literal(name).text }));
  const mentions = renderFile('code/mentions.sql', { mentioned: tests.join(' OR ') });
  return {
    says: `No database can tell by itself that no old code is left. Where the extension pg_stat_statements is installed, run this twice as a member of pg_read_all_stats, an hour apart: a statement whose ${code('calls')} have grown still mentions ${words.old} (or something else of that name).`,
    query: fenced('sql', mentions),
  };
}

function shown({ says, query }: Gate): object {
  const text = query.trim();
  return { says: prose(says), query: fenced('sql', text.endsWith(';') ? text : `${text};`) };
}
