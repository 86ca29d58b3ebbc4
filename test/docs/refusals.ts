/** What a kind refuses, in its own words: one case of each reason is planned on the newest server. */
import { Refusal } from '../../src/errors.ts';
import { appliesTo, type Case, casesOf, planCase } from '../support/case.ts';
import { newest } from '../support/server.ts';

/** The reason of a refusal, its sentence and what it says to do instead, in a case of the tests. */
export interface Refused {
  readonly reason: string;
  readonly message: string;
  readonly hint: string;
}

/** One refusal of each reason that the cases of this kind have, by reason. */
export async function refusalsOf(kind: string): Promise<Refused[]> {
  const cases = casesOf(kind).filter(
    (each) => each.expect.refusal !== undefined && appliesTo(each, newest().major) && !/hostile/.test(each.name),
  );
  const byReason = new Map(cases.toReversed().map((each) => [each.expect.refusal, each]));
  const refused: Refused[] = [];
  for (const each of byReason.values()) refused.push(await refusalOf(each));
  return refused.toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
}

async function refusalOf(each: Case): Promise<Refused> {
  const database = await newest().createDatabase(each.schema);
  try {
    await planCase(each, await database.client());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { reason: error.reason, message: error.message, hint: error.hint ?? '' };
  } finally {
    await database.drop();
  }
  throw new Error(`the case ${each.kind}/${each.name} is not refused`);
}
