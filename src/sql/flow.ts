/** What a PL/pgSQL body may do after what: its statements by their place in the body's list. */
export type Flow =
  | { readonly does: 'sql'; readonly statement: number }
  | { readonly does: 'commit' }
  /** Goes on nowhere: RETURN or RAISE EXCEPTION. */
  | { readonly does: 'leave' }
  /** EXIT, or CONTINUE, of the loop around it. */
  | { readonly does: 'exit' | 'next' }
  /** One of them runs. */
  | { readonly does: 'branch'; readonly ways: readonly (readonly Flow[])[] }
  /** `endless`: left by EXIT alone. */
  | { readonly does: 'loop'; readonly body: readonly Flow[]; readonly endless: boolean }
  /** An error takes back what the body did, locks too, before a handler runs. */
  | { readonly does: 'block'; readonly body: readonly Flow[]; readonly handlers: readonly (readonly Flow[])[] };

/** elog.h: RAISE EXCEPTION. */
const ERROR = 21;

/** The flow of one statement that decides where it goes on; `within` gives that of its parts. */
export function flowOf(
  kind: string,
  statement: Readonly<Record<string, unknown>>,
  within: (part: unknown) => Flow[],
): Flow[] {
  switch (kind) {
    case 'if':
      return ifFlow(statement, within);
    case 'case':
      return [{ does: 'branch', ways: [within(statement), []] }];
    case 'exit': {
      const leaves: Flow = { does: statement['is_exit'] === true ? 'exit' : 'next' };
      const condition = within(statement['cond']);
      return condition.length === 0 ? [leaves] : [...condition, { does: 'branch', ways: [[leaves], []] }];
    }
    case 'return':
      return [...within(statement), { does: 'leave' }];
    case 'raise':
      return [...within(statement), ...(statement['elog_level'] === ERROR ? [{ does: 'leave' } as const] : [])];
    case 'loop':
    case 'while':
    case 'fori':
    case 'fors':
    case 'foreach_a': {
      const { body, ...head } = statement;
      return [...within(head), { does: 'loop', body: within(body), endless: kind === 'loop' }];
    }
    default:
      return within(statement);
  }
}

function ifFlow(statement: Readonly<Record<string, unknown>>, within: (part: unknown) => Flow[]): Flow[] {
  const elsifs = Array.isArray(statement['elsif_list']) ? statement['elsif_list'] : [];
  return [
    ...within(statement['cond']),
    {
      does: 'branch',
      ways: [within(statement['then_body']), ...elsifs.map((each) => within(each)), within(statement['else_body'])],
    },
  ];
}
