import type { CodeVersion, PhaseName } from '../types.ts';

const VERSION: Omit<CodeVersion, 'id' | 'deploy' | 'says'> = {
  writes: [],
  reads: [],
  since: null,
  until: null,
  needs: '',
  advice: [],
};

/** No code has to change. */
export const anyCode: readonly CodeVersion[] = [{ id: 'old', deploy: 0, says: 'Your code', ...VERSION }];

/** Code that may not run any more when a phase begins, and the code of deploy 1, which may run with any schema. */
export const codeUntil = (
  until: PhaseName,
  { needs, advice, statements }: Pick<CodeVersion, 'needs' | 'advice' | 'statements'>,
): readonly CodeVersion[] => [
  { id: 'old', deploy: 0, says: 'Old code', ...VERSION, until },
  {
    ...VERSION,
    id: 'new',
    deploy: 1,
    says: 'New code',
    needs,
    advice,
    ...(statements === undefined ? {} : { statements }),
  },
];
