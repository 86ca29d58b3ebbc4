import { type Asker, Back } from './asker.ts';

interface Given {
  readonly question: string;
  readonly answer: unknown;
}

/**
 * Runs a conversation that can be taken back answer by answer: after Back it runs again from its beginning, and what was answered
 * before is answered the same way without asking. So a conversation is written straight on, and needs no memory of its own; what it
 * reads meanwhile, it should remember.
 */
export async function rewindable<T>(asker: Asker, conversation: (asker: Asker) => Promise<T>): Promise<T> {
  const given: Given[] = [];
  const former = new Map<string, unknown>();
  for (;;) {
    try {
      return await conversation(replaying(asker, given, former));
    } catch (error) {
      if (!(error instanceof Back)) throw error;
      if (given.pop() === undefined) asker.say('This is the first question; Ctrl-C leaves.');
    }
  }
}

function replaying(asker: Asker, given: Given[], former: Map<string, unknown>): Asker {
  let at = 0;
  const ask = async <T>(question: string, really: (before: T | undefined) => Promise<T>, keep = true): Promise<T> => {
    const known = given[at];
    if (known !== undefined && known.question === question) {
      at += 1;
      return known.answer as T;
    }
    given.length = at;
    const place = `${at} ${question}`;
    const answer = await really(former.get(place) as T | undefined);
    if (keep) former.set(place, answer);
    given.push({ question, answer });
    at += 1;
    return answer;
  };
  return {
    back: asker.back,
    text: (question, options = {}) =>
      ask<string>(
        question,
        (before) =>
          asker.text(question, before === undefined || before === '' ? options : { ...options, initial: before }),
        options.masked === undefined,
      ),
    secret: (question) => ask<string>(question, () => asker.secret(question), false),
    choose: (question, entries, initial) =>
      ask<string>(question, (before) => asker.choose(question, entries, before ?? initial)),
    confirm: (question, initial) => ask<boolean>(question, (before) => asker.confirm(question, before ?? initial)),
    say: (text) => {
      if (at >= given.length) asker.say(text);
    },
  };
}
