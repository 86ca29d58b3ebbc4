/** The demo claims that nothing was lost: these show that it would see it. */
import { expect, test } from 'vitest';
import { ledger, type Found, type Ledger } from '../../src/demo/ledger.ts';

function shop(): Ledger {
  const book = ledger();
  book.begin(Array.from({ length: 10 }, (_, index): Found => [index + 1, `u${index + 1}`, `n${index + 1}`]));
  return book;
}

const asWritten = (): [number, string, string | null][] =>
  Array.from({ length: 10 }, (_, index) => [index + 1, `u${index + 1}`, `n${index + 1}`]);

test('what was written is found', () => {
  expect(shop().compare(asWritten())).toEqual({ rows: 10, empty: 0, wrong: 0 });
});

test.each<[string, (found: [number, string, string | null][]) => void]>([
  ['a value is another', (found) => found.splice(2, 1, [3, 'u3', 'other'])],
  ['a value is NULL before there is a second column', (found) => found.splice(2, 1, [3, 'u3', null])],
  ['a row is missing', (found) => found.pop()],
  ['a row is there that nobody wrote', (found) => found.push([11, 'u11', 'n11'])],
  ['another column of the row has changed', (found) => found.splice(2, 1, [3, 'x', 'n3'])],
])('one is wrong: %s', (_, change) => {
  const found = asWritten();
  change(found);
  expect(shop().compare(found).wrong).toBe(1);
});

test('an empty value is what nobody wrote since the second column came; a written one is lost', () => {
  const book = shop();
  book.wrote('old', 3, { email: 'u3', name: 'before' });
  book.columnAdded();
  book.wrote('old', 4, { email: 'u4', name: 'after' });
  const found = asWritten().map(([id, email]): Found => [id, email, null]);
  expect(book.compare(found)).toEqual({ rows: 10, empty: 9, wrong: 1 });
});

test('a deleted row has to be gone, and a fresh row is never given twice', () => {
  const book = shop();
  book.wrote('new', 5, null);
  expect(book.compare(asWritten()).wrong).toBe(1);
  expect(new Set(Array.from({ length: 10 }, () => book.fresh())).size).toBe(10);
  expect(book.writes).toEqual({ old: 0, new: 1 });
});
