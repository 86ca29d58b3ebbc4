import type { CodeVersion } from '../types.ts';

/** The code that runs now, of which the last instance is gone before contract. */
export const oldCode: CodeVersion = {
  id: 'old',
  deploy: 0,
  says: 'Old code',
  writes: ['old'],
  reads: ['old'],
  since: null,
  until: 'contract',
  needs: '',
  advice: [],
};

/** The same where the code itself writes both columns: it is gone before rows are copied. */
export const codeOfToday: CodeVersion = { ...oldCode, id: 'v0', says: 'Code of today', until: 'backfill' };

/** Code that knows only the old name and code that knows only the new one, beside each other from backfill to contract. */
export const oldAndNew = (needs: string, advice: readonly string[]): CodeVersion[] => [
  oldCode,
  {
    id: 'new',
    deploy: 2,
    says: 'New code',
    writes: ['new'],
    reads: ['new'],
    since: 'backfill',
    until: null,
    needs,
    advice,
  },
];
