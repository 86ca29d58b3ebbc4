/** What is wrong with a change is said in one sentence, before anything is written. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, runHere } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    `CREATE TABLE users (id bigint PRIMARY KEY, email text, age int, born date);
     CREATE TABLE parts (id int, kind text) PARTITION BY LIST (kind);
     CREATE TABLE people (id int PRIMARY KEY, age text, born timestamp, code varchar(9) NOT NULL);
     INSERT INTO people SELECT n, CASE WHEN n % 40 = 7 THEN 'abc' ELSE n::text END, now(), 'code' FROM generate_series(1, 100) AS n;
     CREATE TABLE seen (id int PRIMARY KEY, age int);
     CREATE VIEW elders AS SELECT age FROM seen;`,
  );
});
afterAll(() => database.drop());

describe.each<[string, readonly (readonly [readonly string[], RegExp])[]]>([
  [
    'set-not-null',
    [
      [['users.email', '--fill', "'a' 'b'"], /not one SQL expression/],
      [['users.email', '--fill', '1, 2'], /not one SQL expression: it is a list/],
      [['users.age', '--fill', "'x'"], /--fill: invalid input syntax for type integer: "x"/],
      [['users.born', '--fill', '1'], /--fill: column "born" is of type date but expression is of type integer/],
      [['users.email', '--fill', 'lower(emial)'], /--fill: column "emial" does not exist/],
      [['users.email', '--fill', 'nope(1)'], /--fill: function nope\(integer\) does not exist/],
      [['users.email', '--fill', 'max(email)'], /--fill: aggregate functions are not allowed in UPDATE/],
      [['users.email', '--fill', 'null'], /--fill is NULL/],
      [['users.id'], /public\.users\.id is NOT NULL already/],
      [['users'], /public\.users is a table/],
      [['parts.kind', '--fill', "'x'"], /part of the partition key/],
    ],
  ],
  [
    'set-default',
    [
      [['users.age', "'x'"], /The default: invalid input syntax for type integer: "x"/],
      [['users.age', '1', '+', '2'], /too many arguments/],
      [['users.age', '1; SELECT 2'], /not one SQL expression/],
      [['users.age', 'age + 1'], /The default: column "age" does not exist/],
    ],
  ],
  [
    'drop',
    [
      [['users.fax'], /public\.users has no column fax/],
      [['seen.age'], /public\.seen\.age is used by the view public\.elders: that goes with it/],
      [['seen'], /public\.seen is used by the view public\.elders/],
      [['seen.age', '--with', 'veiw'], /--with veiw: nothing of that name uses public\.seen\.age/],
      [['seen.age', '--with', ','], /--with names nothing/],
      [['seen.age', '--with', 'policy'], /is used by the view public\.elders/],
      [['elders.age'], /elders is a view/],
      [['parts.id'], /has no primary key/],
      [['parts.kind', '--no-archive'], /part of the partition key/],
    ],
  ],
  ['drop-default', [[['users.age'], /public\.users\.age has no default/]]],
  [
    'drop-not-null',
    [
      [['users.age'], /public\.users\.age may be NULL already/],
      [['users.id'], /public\.users\.id is part of the primary key/],
    ],
  ],
  [
    'add-column',
    [
      [['users.age', 'int'], /public\.users\.age is there already/],
      [['users.a', 'intt'], /The type: there is no type intt/],
      [['users.a', 'int', '--default', "'x'"], /--default: invalid input syntax for type integer: "x"/],
      [['users.a', 'int', '--default', '1, 2'], /not one SQL expression/],
      [['users.a', 'int', '--default', 'age'], /--default: column "age" does not exist/],
      [['users.a', 'int', '--check', 'b > 0'], /--check: column "b" does not exist/],
      [['users.a', 'int', '--check', 'a + 1'], /--check is of type integer/],
      [['users.a', 'int', '--not-null'], /cannot be NOT NULL without a value/],
      [['users.a', 'text', '--identity'], /A sequence gives integers/],
      [['users.a', 'serial', '--default', '1'], /--default and serial both say/],
      [['users.a', 'int', '--references', 'parts(id)'], /public\.parts\.id is not unique/],
      [['users.a', 'int', '--references', 'nobody(id)'], /nobody/],
      [['users.a', 'date', '--references', 'users(id)'], /date cannot be compared with public\.users\.id/],
      [['users.a', 'int', '--references', 'users('], /is not table\(column\)/],
      [['users.a', 'int', '--default', '1', '--unique'], /every row would get 1/],
      [['usres.a', 'int'], /usres/],
    ],
  ],
  [
    'change-type',
    [
      [['users.age', 'int'], /public\.users\.age is of type integer already/],
      [['users.age', 'bigintt'], /The type: there is no type bigintt/],
      [['users.age', 'bigint', '--using', 'age, 1'], /not one SQL expression: it is a list/],
      [['users.age', 'bigint', '--using', 'agee'], /--using: column "agee" does not exist/],
      [['users.age', 'date', '--using', 'age'], /--using: cannot cast type integer to date/],
      [['users.age', 'bigint', '--using', 'random()'], /gives the same value another result each time/],
      [['users.age', 'bigint', '--using', 'age', '--reverse', 'id'], /--reverse: column "id" does not exist/],
      [['users.age', 'bigint', '--into', 'email'], /cannot be called email/],
      [['people.age', 'int'], /How a value of text becomes one of integer has to be said/],
      [
        ['people.age', 'int', '--using', 'age::int'],
        /3 of 100 rows fail, for example id = 7: "abc" \(invalid input syntax/,
      ],
      [['people.age', 'int', '--using', 'age::int', '--deep'], /3 of 100 rows fail/],
      [['people.code', 'varchar(3)'], /100 of 100 rows fail.*value too long/],
      [['people.code', 'varchar(20)', '--into', 'x y z'], /not a name|not one name/],
      [['users.age', ''], /change-type needs the new type/],
      [['users', 'int'], /is a table/],
    ],
  ],
])('%s', (kind, cases) => {
  test.each(cases)('%j', async (words, sentence) => {
    const cwd = emptyDirectory();
    const { code, out, err } = await runHere([kind, ...words, '--database', database.url], { cwd });
    expect(err).toMatch(/^error: [^\n]+\ntry: [^\n]+\n$/);
    expect(err).toMatch(sentence);
    expect([out, code === 1 || code === 2, readdirSync(cwd)]).toEqual(['', true, []]);
  });
});
