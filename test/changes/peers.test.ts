/**
 * Where other tools were measured to lose data or structure, each held by a case or a test of ours that passes.
 *
 * How it is counted. Data: the ways in which rows were seen to end with wrong values: five of pgroll's numbered holes
 * (the fourth is an outage, the seventh is the cause of structure that is lost), what its backfill does to the rows it
 * touches, and GitLab's statement that writes both columns; one way seen at several tools counts once. Structure: the
 * 26 rows of what pgroll's column duplication loses silently, the 8 statements that fail at its start (mixed-case names
 * fail in two) and the 5 at its complete.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../support/case.ts';

interface Loss {
  readonly peer: string;
  readonly what: string;
}

interface DataLoss extends Loss {
  readonly loses: 'data';
  /** The tests of test/sync that show it does not happen here. */
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

interface StructureLoss extends Loss {
  readonly loses: 'structure';
  /** silent: the tool reports success; start and complete: the phase of the tool that fails. */
  readonly at: 'silent' | 'start' | 'complete';
  /** Cases, each with what its schema must hold to be the case of this loss. */
  readonly cases: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
const losses = JSON.parse(readFileSync(join(root, 'changes/peers.json'), 'utf8')) as (DataLoss | StructureLoss)[];
const data = losses.filter((each) => each.loses === 'data');
const structure = losses.filter((each) => each.loses === 'structure');
const at = (phase: StructureLoss['at']): number => structure.filter((each) => each.at === phase).length;
const cases = new Map(casesOf('rename').map((each) => [each.name, each]));

describe('what other tools lose', () => {
  it('is data in 7 ways and structure in 39, all of them different', () => {
    expect(data).toHaveLength(7);
    expect([at('silent'), at('start'), at('complete')]).toEqual([26, 8, 5]);
    expect(new Set(losses.map(({ what }) => what)).size).toBe(46);
  });

  it.each(data)('$what: has a test', ({ tests }) => {
    expect(tests).not.toEqual([]);
    for (const { file, title } of tests) {
      const source = readFileSync(join(root, 'sync', `${file}.test.ts`), 'utf8');
      expect(
        [`'${title}'`, `"${title}"`].some((quoted) => source.includes(quoted)),
        `${file}: ${title}`,
      ).toBe(true);
      expect(source, 'a test that is skipped shows nothing').not.toMatch(/\b(it|describe)\.(skip|todo|only|fails)\b/);
    }
  });

  it.each(structure)('$what: is carried over', ({ cases: named }) => {
    expect(named).not.toEqual({});
    for (const [name, feature] of Object.entries(named)) {
      const found = cases.get(name);
      expect(found, `there is a case ${name}`).toBeDefined();
      expect(found?.expect.refusal, `${name} is carried out, not refused`).toBeUndefined();
      expect(found?.schema, name).toMatch(new RegExp(feature));
    }
  });
});
