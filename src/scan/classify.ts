import type { Certainty } from '../types.ts';
import type { Match } from './find.ts';
import type { Finding } from './in-sql.ts';
import type { Language } from './languages.ts';
import {
  accessIn,
  type Context,
  isInterface,
  isModel,
  isVariable,
  mapsRelation,
  namesRelation,
  receiverIn,
  saysNothing,
} from './patterns.ts';
import type { Surroundings } from './surroundings.ts';

/** What of a file bears on what a name in it means. */
export interface Reading {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  readonly surroundings: Surroundings;
  /** Finds the table's name or its model's. */
  readonly table: RegExp;
}

/** What is looked at before a name: the call that it is an argument of may begin some lines above. */
const LEADING = 240;

/** The line of a place, taken apart around it. */
export function contextOf({ path, text }: Reading, start: number, end: number): Context {
  // The text of a whole program may be one line.
  const leading = text.slice(Math.max(0, start - LEADING), start);
  const [after = ''] = text.slice(end, end + LEADING).split('\n', 1);
  return { path, before: leading.slice(leading.lastIndexOf('\n') + 1), after, leading };
}

/** What a name means that stands in no SQL. */
export function classified(reading: Reading, match: Match, inComment: boolean): Finding {
  const { language } = reading;
  const context = contextOf(reading, match.wordStart, match.wordStart + match.word.length);
  const certainty: Certainty = reading.surroundings.namesTable(match.start) ? 'likely' : 'possible';
  const text: Finding = { what: 'text', access: 'unknown', certainty };
  if (inComment || language.reads === 'text') return text;
  if (match.wanted.is !== 'column') return relation(context, match, language);
  switch (language.reads) {
    case 'prisma':
      return { what: 'model', access: 'both', certainty };
    case 'graphql':
      return { what: 'interface', access: 'both', certainty };
    case 'keys':
      return keys(context, text);
    case 'markup':
      return markup(context, text);
    default:
      return code(reading, context, match, certainty);
  }
}

const keys = (context: Context, text: Finding): Finding =>
  /^["']?\s*[:=]/.test(context.after) && !/(?:^|\/)(?:locales?|i18n|lang|translations?)\//i.test(context.path)
    ? { ...text, what: 'interface', access: 'both' }
    : text;

function markup(context: Context, text: Finding): Finding {
  if (/(?:\.|->|@)\s*$/.test(context.before)) return { ...text, what: 'query', access: 'read' };
  return /(?:\[|\b(?:name|for|id)=["'][\w[\]]*|:)$/.test(context.before)
    ? { ...text, what: 'interface', access: 'both' }
    : text;
}

function code({ table }: Reading, context: Context, match: Match, around: Certainty): Finding {
  if (isInterface(context)) return { what: 'interface', access: 'both', certainty: around };
  if (isModel(context)) return { what: 'model', access: 'both', certainty: around };
  const access = accessIn(context, match.word, match.spelling);
  const receiver = receiverIn(context);
  if (receiver === null || saysNothing(receiver)) {
    // A variable of its own says nothing of where its value comes from.
    const alone = receiver === null && match.form === 'exact' && (access === 'unknown' || isVariable(context));
    return { what: 'query', access, certainty: alone ? 'possible' : around };
  }
  return { what: 'query', access, certainty: table.test(receiver) ? 'likely' : 'possible' };
}

function relation(context: Context, { spelling, wanted }: Match, { reads }: Language): Finding {
  const declared = /\b(?:class|model|struct|type|interface|entity|record)\s+$/.test(context.before);
  if (declared || reads === 'prisma') return { what: 'model', access: 'both', certainty: 'likely' };
  if (mapsRelation(context)) return { what: 'model', access: 'both', certainty: 'likely' };
  const exact = spelling.toLowerCase() === wanted.name.toLowerCase();
  if (reads === 'keys' || reads === 'markup' || reads === 'graphql')
    return { what: reads === 'graphql' ? 'interface' : 'text', access: 'unknown', certainty: 'possible' };
  return { what: 'query', access: 'unknown', certainty: exact && namesRelation(context) ? 'likely' : 'possible' };
}
