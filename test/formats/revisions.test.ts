import { expect, test } from 'vitest';
import { revisionIn } from '../../src/formats/alembic-revisions.ts';

test.each<[string, string, string[]]>([
  ['of the first', "None  # 'first'", []],
  ['of a later one', "'aa'  # not 'zz'", ['aa']],
  ['of a merge', "('aa', 'bb')  # 'zz'", ['aa', 'bb']],
  ['of a merge over lines', "(\n    'aa',  # 'yy'\n    'bb',\n)  # 'zz'", ['aa', 'bb']],
])('a remark behind the link %s is no link', (_, below, after) => {
  expect(revisionIn(`revision = 'cc'\ndown_revision = ${below}\nbranch_labels = None\n`)?.after).toEqual(after);
});
