import { literal } from '../sql/value.ts';
import type { Deploy, Gate, Phase, Plan } from '../types.ts';
import { code, fenced, prose } from './markdown.ts';
import { renderFile } from './layout.ts';
import type { Words } from './words.ts';

interface GateStep {
  readonly before: string;
  readonly says: string;
  readonly gates: readonly object[];
}

/** The values of `gates.md.hbs`: the steps in the order in which they happen, each with its queries. */
export function gates(plan: Plan, words: Words): object {
  const steps = plan.deploys.flatMap((deploy): GateStep[] => {
    if (deploy.runs.length === 0) return [codeStep(deploy, plan)];
    return plan.phases
      .filter(({ name }) => deploy.runs.includes(name))
      .map((phase) => (phase.name === 'contract' ? contractStep(phase, deploy, plan, words) : phaseStep(phase)));
  });
  return { steps };
}

const phaseStep = ({ name, title, gate }: Phase): GateStep => ({
  before: name,
  says: `${prose(title)}.${gate.length === 0 ? ' Nothing has to be true first.' : ''}`,
  gates: gate.map(shown),
});

// What contract takes for granted of the data is what code needs that knows only the new column.
const codeStep = ({ number, gate }: Deploy, plan: Plan): GateStep => ({
  before: `the code of deploy ${String(number)}`,
  says: prose(gate),
  gates: plan.phases.filter(({ name }) => name === 'contract').flatMap((phase) => phase.gate.map(shown)),
});

function contractStep(phase: Phase, deploy: Deploy, { deploys }: Plan, words: Words): GateStep {
  // The step before it has shown them all.
  const repeated = deploys.some(({ runs }) => runs.length === 0);
  const tests = words.names.map((name) => renderFile('code/mention.sql', { name: literal(name).text }));
  const mentions = renderFile('code/mentions.sql', { mentioned: tests.join(' OR ') });
  return {
    ...phaseStep(phase),
    says: `${prose(deploy.gate)}${phase.gate.length > 1 && repeated ? ' All queries of the code deploy above must still say so; the first of them again:' : ''}`,
    gates: [
      ...(repeated ? phase.gate.slice(0, 1) : phase.gate).map(shown),
      {
        says: `No database can tell by itself that no old code is left. Where the extension pg_stat_statements is installed, run this twice as a member of pg_read_all_stats, an hour apart: a statement whose ${code('calls')} have grown still mentions ${words.old} (or something else of that name).`,
        query: fenced('sql', mentions),
      },
    ],
  };
}

function shown({ says, query }: Gate): object {
  const text = query.trim();
  return { says: prose(says), query: fenced('sql', text.endsWith(';') ? text : `${text};`) };
}
