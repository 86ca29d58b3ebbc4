import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readDump } from '../../src/schema/file.ts';
import { dumpVersion, parseServerVersion } from '../../src/schema/version.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-schema-'));
const file = join(folder, 'dump');

it.each<readonly [string, string | Buffer, string]>([
  ['nothing in it', ' \n', 'is empty'],
  ['the custom format', Buffer.from('PGDMP\x01\x0e'), "is a dump in pg_dump's custom format, not SQL"],
  ['gzip', gzipSync('SELECT 1'), 'is compressed, not SQL'],
  ['zero bytes', Buffer.from('a\0b'), 'is not text'],
  ['another encoding', Buffer.from('-- caf\xe9', 'latin1'), 'is not in UTF-8'],
])('refuses a file with %s in one sentence', (_, content, says) => {
  writeFileSync(file, content);
  expect(() => readDump(file)).toThrow(`${file} ${says}`);
});

it('refuses what is no file', () => {
  mkdirSync(join(folder, 'd'));
  expect(() => readDump(join(folder, 'd'))).toThrow(/ is a directory, not a dump as text$/);
  expect(() => readDump(join(folder, 'none'))).toThrow(/^there is no file .*none$/);
});

it('reads what PowerShell writes', () => {
  writeFileSync(file, Buffer.from('\uFEFFSELECT 1;', 'utf16le'));
  expect(readDump(file)).toBe('\uFEFFSELECT 1;');
});

it.each([
  ['16', 160_000],
  ['16.3', 160_003],
  ['14.23', 140_023],
])('--server-version %s', (text, versionNum) => {
  expect(parseServerVersion(text)).toEqual({ versionNum, major: Math.floor(versionNum / 10_000) });
});

it.each(['13', '19', '9.6', '', 'sixteen', '16.3 (Debian)', '-16'])('--server-version %j is refused', (text) => {
  expect(() => parseServerVersion(text)).toThrow(/is not a version from 14 to 18$/);
});

const header = (version: string): string =>
  `--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version ${version}\n-- Dumped by pg_dump version 18.1\n`;

it.each<readonly [string, string | undefined, number, string]>([
  [header('16.3 (Debian 16.3-1.pgdg120+1)'), undefined, 160_003, 'header'],
  [header('16.3'), '17', 170_000, 'option'],
  [header('18beta1'), undefined, 180_000, 'header'],
  [header('12.11'), undefined, 140_000, 'oldest'],
  ['CREATE TABLE t ();', undefined, 140_000, 'oldest'],
])('%j with %s', (text, asked, versionNum, from) => {
  const found = dumpVersion('f', text, asked === undefined ? undefined : parseServerVersion(asked));
  expect(found).toMatchObject({ server: { versionNum }, from });
});

it('refuses a dump of a version that is not known yet', () => {
  expect(() => dumpVersion('f', header('19.1'), undefined)).toThrow('f was dumped from PostgreSQL 19.1;');
});
