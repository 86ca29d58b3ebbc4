import type { Deploy, Plan } from '../types.ts';
import { when } from './timeline.ts';

/**
 * The deploys of a plan as a Mermaid flowchart, which GitHub and GitLab draw: what each runs and which code it ships, and
 * when the next may go out. The deploy `now` is drawn with a thick line.
 */
export function diagram(plan: Plan, now: number): string {
  const lines = [
    'flowchart TB',
    ...plan.deploys.flatMap((deploy) => group(deploy, plan, now)),
    ...plan.deploys
      .slice(1)
      .map((deploy) => `  ${id(deploy.number - 1)} -->|${label(when(deploy, plan))}| ${id(deploy.number)}`),
    `  style ${id(now)} stroke-width:4px`,
  ];
  return lines.join('\n');
}

const id = (number: number): string => `d${String(number)}`;

function group(deploy: Deploy, { phases, code }: Plan, now: number): string[] {
  const name = `Deploy ${String(deploy.number)}${deploy.number === now ? ' (this one)' : ''}`;
  const runs = phases.filter((phase) => deploy.runs.includes(phase.name));
  const ships = code.find((version) => version.id === deploy.ships);
  const steps = [
    ...runs.map((phase) => `${phase.name}: ${phase.title}`),
    ships === undefined ? 'code: unchanged' : `code: ${ships.says}`,
  ];
  return [
    `  subgraph ${id(deploy.number)}[${label(`${name}: ${deploy.title}`)}]`,
    '    direction LR',
    ...steps.map((step, at) => `    ${id(deploy.number)}s${String(at + 1)}[${label(step)}]`),
    ...(steps.length < 2
      ? []
      : [`    ${steps.map((_, at) => `${id(deploy.number)}s${String(at + 1)}`).join(' --> ')}`]),
    '  end',
  ];
}

/** A text between quotes: what could mean something to Mermaid, to Markdown in it or to HTML is a numeric entity. */
function label(text: string): string {
  const plain = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${plain.replace(/[^\p{L}\p{N} .,()'/-]/gu, (character) => `#${String(character.codePointAt(0))};`)}"`;
}
