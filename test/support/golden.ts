import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** `npm run gen` sets it: generated files are written instead of compared. */
export const writing = process.env['PLAN_GENERATE'] === '1';

/** Compares a generated file of the repository with what it should hold, or writes it under `npm run gen`. */
export function expectFile(path: string, content: string): void {
  const target = join(root, path);
  if (writing) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    return;
  }
  expect(existsSync(target) ? readFileSync(target, 'utf8') : null, `${path} is stale: run npm run gen`).toBe(content);
}
