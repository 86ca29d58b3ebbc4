import { closest } from '../catalog/distance.ts';
import { kinds } from '../changes/index.ts';
import type { Kind } from '../changes/kind.ts';
import { UserError } from '../errors.ts';

/** The kind of that name, as one of several changes. Throws UserError with the one that was probably meant. */
export function kindCalled(name: string): Kind {
  const found = kinds.find((kind) => kind.name === name);
  if (found !== undefined) return found;
  const [meant] = closest(name, kinds, (kind) => kind.name);
  throw new UserError(
    name === '' || name.startsWith('-')
      ? 'A change is missing: `and` stands between two.'
      : `${name} is not a kind of change.`,
    {
      hint: meant === undefined ? 'plan kinds lists them' : `did you mean ${meant.name}? plan kinds lists them`,
    },
  );
}
