import type { OutputFile } from '../types.ts';
import { calls, downRemark, remark, type Style, upRemark } from './code.ts';
import type { Naming } from './format.ts';
import { layOut, type Layout } from './layout.ts';
import type { Named } from './pieces.ts';
import { backInFirst } from './sections.ts';
import type { Unit } from './units.ts';

/** How JavaScript is written here. */
export interface Flavour {
  readonly flavour: 'commonjs' | 'esm' | 'typescript';
  /** How the files end: `js`, `cjs`, `mjs`, `ts`. */
  readonly ending: string;
}

const endings = /\.([cm]?[jt]s)$/;

/**
 * As in the newest migration that is there; else as in the tool's own settings (`config`: names of files, the first that is there
 * counts); else as package.json says.
 */
export function flavourOf({ directory, existing, repo }: Naming, config: readonly string[]): Flavour {
  const newest = existing.findLast((file) => endings.test(file) && !file.endsWith('.d.ts'));
  const settings = config.find((file) => repo.read(file) !== null);
  const isModule = /"type"\s*:\s*"module"/.test(repo.read('package.json') ?? '');
  if (newest !== undefined) return byText(newest, repo.read(`${directory}/${newest}`), isModule);
  const ending = settings === undefined ? undefined : endings.exec(settings)?.[1];
  if (ending?.endsWith('ts') === true) return { flavour: 'typescript', ending: 'ts' };
  return { flavour: isModule ? 'esm' : 'commonjs', ending: 'js' };
}

function byText(file: string, text: string | null, isModule: boolean): Flavour {
  const ending = endings.exec(file)?.[1] ?? 'js';
  if (ending.endsWith('ts')) return { flavour: 'typescript', ending };
  if (ending === 'cjs') return { flavour: 'commonjs', ending };
  const exported = text === null ? isModule : /^\s*export\s/m.test(text);
  return { flavour: ending === 'mjs' || exported ? 'esm' : 'commonjs', ending };
}

/** A tool whose migrations are modules with an up and a down function. */
export interface Module extends Flavour {
  readonly name: string;
  /** How deep the statements stand. */
  readonly indent: number;
  /** The line of code that sends a statement. */
  readonly call: (sql: string) => string;
  /** What the template shows besides, of one file. */
  readonly values?: (piece: Named) => Layout;
}

/** One module a piece, laid out by `templates/formats/<name>/migration.<flavour>.hbs`. */
export function moduleFile(tool: Module, piece: Named): OutputFile {
  const { phase, up, down, path, opens } = piece;
  const style: Style = { sign: '//', indent: tool.indent };
  const transaction = up?.transaction ?? true;
  const body = (unit: Unit | null, nothing: string): string =>
    unit === null ? remark(`Nothing to do: ${nothing}.`, style) : calls(unit, style, tool.call);
  const content = layOut(`${tool.name}/migration.${tool.flavour}`, {
    transaction: transaction && (down?.transaction ?? true),
    header: upRemark(phase, { ...piece, opens: `${opens}.${tool.ending}` }, { sign: '//', indent: 0 }),
    up: body(up, 'this file only takes something back'),
    downHeader: downRemark(phase, style),
    down: body(down, backInFirst(piece)),
    ...tool.values?.(piece),
  });
  return { path: `${path}.${tool.ending}`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}
