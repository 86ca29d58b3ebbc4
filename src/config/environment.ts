import { type Environment } from './dotenv.ts';
import { keys, type Stated } from './keys.ts';

/** What the PLAN_ variables say; an empty one says nothing. Throws UserError that names the variable. */
export function statedInEnvironment(env: Environment): Stated {
  return keys.reduce<Stated>((stated, { variable, reads }) => {
    const value = env[variable];
    return value === undefined || value.trim() === '' ? stated : { ...stated, ...reads(value, variable) };
  }, {});
}
