/** The SQL templates and the interface that types them say the same, and none lies unused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const directory = join(root, 'templates', 'sql');
const names = readdirSync(directory).map((file) => file.replace(/\.sql\.hbs$/, ''));

/** The values that a template names, in alphabetical order. */
function placesIn(name: string): string[] {
  const { body } = Handlebars.parse(readFileSync(join(directory, `${name}.sql.hbs`), 'utf8'));
  const places = body.flatMap((node) =>
    node.type === 'MustacheStatement'
      ? [((node as hbs.AST.MustacheStatement).path as hbs.AST.PathExpression).original]
      : [],
  );
  return [...new Set(places)].toSorted();
}

const nameOf = (member: ts.TypeElement): string =>
  member.name !== undefined && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))
    ? member.name.text
    : '';

/** Every member of `interface Templates` with the properties of its type. */
function declared(): Map<string, string[]> {
  const file = join(root, 'src', 'sql', 'templates.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023);
  const templates = source.statements.find(ts.isInterfaceDeclaration);
  const found = new Map<string, string[]>();
  for (const member of templates?.members ?? []) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const values = ts.isTypeLiteralNode(member.type) ? member.type.members.map(nameOf) : [];
    found.set(nameOf(member), values.toSorted());
  }
  return found;
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('templates.ts'))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
  .join('\n');

describe('the SQL templates', () => {
  it('are declared with the values that they name', () => {
    expect([...declared()].toSorted()).toEqual(names.map((name) => [name, placesIn(name)]).toSorted());
  });

  it.each(names)('%s is used', (name) => {
    expect(sources.includes(`'${name}'`)).toBe(true);
  });
});
