import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Puts a style around a text, or nothing at all. */
export type Paint = (style: Style, text: string) => string;

/** Colours for a stream: only a terminal gets them; NO_COLOR and TERM=dumb take them away, FORCE_COLOR gives them. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0';
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || env['FORCE_COLOR'] === '0';
  if (!forced && (refused || stream.isTTY !== true)) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}
