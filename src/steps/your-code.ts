import type { CodeVersion } from '../types.ts';

/** No code has to change. */
export const yourCode: readonly CodeVersion[] = [
  {
    id: 'old',
    deploy: 0,
    says: 'Your code',
    writes: [],
    reads: [],
    since: null,
    until: null,
    needs: '',
    advice: [],
  },
];
