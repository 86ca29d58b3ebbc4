import type { CodeVersion } from '../types.ts';

/** Code that knows only the old name and code that knows only the new one, beside each other from backfill to contract. */
export const oldAndNew = (needs: string, advice: readonly string[]): CodeVersion[] => [
  {
    id: 'old',
    deploy: 0,
    says: 'Old code',
    writes: ['old'],
    reads: ['old'],
    since: null,
    until: 'contract',
    needs: '',
    advice: [],
  },
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
