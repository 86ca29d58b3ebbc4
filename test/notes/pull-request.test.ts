/** The descriptions of pull requests: of the fixture, of hostile names, and of every example. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagram } from '../../src/notes/diagram.ts';
import { pullRequest, type WrittenPlan } from '../../src/notes/pull-request.ts';
import { findPlan } from '../../src/plan-file/find.ts';
import type { Plan } from '../../src/types.ts';
import { exampleNames } from '../support/example-files.ts';
import { blocks, tableWidths } from '../support/markdown.ts';
import { flowchartProblems, labels } from '../support/mermaid.ts';
import { files, fixture, hostile } from './fixture.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const written = (plan: Plan): WrittenPlan => ({ plan, files, folder: 'plans/p' });
const hostileName = 'a"b`c|d\n```{{x}}<b>$$\\|e %%{init: {}}%% #1; end';

/** The hostile plan, with such names in its deploys too. */
function worse(): Plan {
  const plan = hostile();
  return {
    ...plan,
    phases: fixture().phases.map((phase) => ({ ...phase, title: hostileName })),
    deploys: plan.deploys.map((deploy) => ({ ...deploy, title: hostileName, code: hostileName, gate: hostileName })),
    code: plan.code.map((version) => ({ ...version, says: hostileName })),
  };
}

const texts = ({ plan, ...rest }: WrittenPlan): string[] =>
  plan.deploys.map((deploy) => pullRequest({ plan, ...rest }, deploy));

describe('pullRequest', () => {
  it('writes one text a deploy', async () => {
    await expect(texts(written(fixture())).join('\n')).toMatchFileSnapshot('pull-request.md');
  });

  it('has the locks, files and ways back of its own deploy only', () => {
    const [first = '', second = '', third = ''] = texts(written(fixture()));
    expect(first).toMatch(/^\| expand \|.*\n\| backfill \|/m);
    expect(first).not.toMatch(/^\| contract \|/m);
    expect(first).toContain('0010_expand_users_display_name.down.sql');
    expect(second).toContain('No migration runs in this deploy, so none takes a lock.');
    expect(second).not.toContain('.down.sql');
    expect(third).toMatch(/^\| contract \|/m);
    expect(third).toContain('**Run** `migrations/0013_contract_users_full_name.sql`');
    expect(third).not.toContain('**Before expand.**');
  });

  it('asks for a decision on each warning, and before the first deploy on what belongs to none', () => {
    const [first = '', second = '', third = ''] = texts(written(fixture()));
    expect(third).toContain('- [ ] **Decided.** The warning below: public.greet names full_name');
    expect(first).toContain('**Belongs nowhere** (note)');
    expect(second).not.toContain("## What needs a person's attention");
  });

  const all: [string, WrittenPlan][] = [
    ['the fixture', written(fixture())],
    ['hostile names', written(worse())],
    ...exampleNames().map((name): [string, WrittenPlan] => [
      `examples/${name}`,
      findPlan({ cwd: join(examples, name), plans: 'plans', id: undefined, command: '' }),
    ]),
  ];

  describe.each(all)('of %s', (_, plan) => {
    it('draws a flowchart that is well formed, and marks its own deploy', () => {
      for (const [at, text] of texts(plan).entries()) {
        const charts = blocks(text, 'mermaid');
        expect(charts).toHaveLength(1);
        expect(flowchartProblems(charts[0] ?? '')).toEqual([]);
        expect(charts[0]).toContain(`style d${String(at + 1)} `);
      }
    });

    it('has the five parts, a checklist and tables whose rows are of one width', () => {
      for (const text of texts(plan)) {
        const headings = [...text.matchAll(/^#{1,2} (.*)$/gm)].map(([, heading]) => heading);
        expect(headings[0]).toMatch(/^Deploy \d of \d: /);
        expect(headings).toEqual(expect.arrayContaining(['Timeline', 'Checklist', 'Locks', 'How to go back']));
        expect(text.match(/^- \[ \] \S/gm)?.length).toBeGreaterThan(2);
        for (const widths of tableWidths(text)) expect(new Set(widths).size).toBe(1);
        expect(text.match(/^<details>$/gm)?.length).toBe(text.match(/^<\/details>$/gm)?.length);
        expect(text.replaceAll('{{x}}', '')).not.toMatch(/\{\{|undefined|\[object/);
      }
    });
  });
});

describe('diagram', () => {
  it('shows a hostile name as it is', () => {
    const shown = labels(diagram(worse(), 1));
    expect(shown).toContain(`Deploy 1 (this one): ${hostileName.replace('\n', ' ')}`);
    expect(shown).toContain(`code: ${hostileName.replace('\n', ' ')}`);
  });
});

describe('the grammar', () => {
  it.each([
    ['graph TB', 'does not start'],
    ['flowchart TB\n  d1 --> d2', 'no line'],
    ['flowchart TB\n  subgraph d1["a"b"]\n  end', 'no line'],
    ['flowchart TB\n  subgraph d1["a"]', '1 subgraphs and 0 ends'],
    ['flowchart TB\n  style d1 stroke-width:4px', 'd1 is not made'],
    ['flowchart TB\n  subgraph d1["a#"]\n  end', 'no line'],
  ])('refuses %j', (text, problem) => {
    expect(flowchartProblems(text).join('\n')).toContain(problem);
  });
});
