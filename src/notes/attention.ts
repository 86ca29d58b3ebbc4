import type { Finding } from '../types.ts';
import { prose, proseLines } from './markdown.ts';

/** The values of `attention.md.hbs`: by deploy, and before one deploy the warnings first. */
export function attention(findings: readonly Finding[]): object {
  const deploys = [...new Set(findings.map(({ deploy }) => deploy))].toSorted(
    // What belongs to no deploy comes last.
    (a, b) => (a ?? Infinity) - (b ?? Infinity),
  );
  return {
    says:
      findings.length === 0
        ? 'Nothing was found that this plan does not take care of.'
        : 'What was found in this schema; a warning needs a decision before its deploy, a note should be known.',
    groups: deploys.map((deploy) => ({
      when: deploy === null ? 'At any time' : `Before deploy ${String(deploy)}`,
      findings: findings
        .filter((finding) => finding.deploy === deploy)
        .toSorted((a, b) => Number(a.level === 'note') - Number(b.level === 'note'))
        .map(({ title, detail, level }) => ({ title: prose(title), detail: proseLines(detail, '  '), level })),
    })),
  };
}
