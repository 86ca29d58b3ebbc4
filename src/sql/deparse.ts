import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../errors.ts';
import { writeSql } from './deparse-writer.ts';
import { parseExpression, parseStatements, sqlLibraries, withoutLocations, type Node } from './parse.ts';

/** The tree of an object's definition could not be written back as SQL that says the same. */
export class CannotDeparse extends Refusal {
  constructor(object: string, why: string) {
    super(
      object,
      `the definition of ${object} cannot be rewritten: ${why}`,
      `drop ${object} first and create it again after the last phase`,
    );
  }
}

/**
 * Writes the tree of one statement as SQL, without a semicolon. `object` names it in errors.
 * The result is parsed again and must give the same tree; throws CannotDeparse when it does not.
 */
export function deparse(node: Node, object = 'the statement'): string {
  const sql = write(node, object);
  let again: Node[];
  try {
    again = parseStatements(sql).map((statement) => statement.node);
  } catch (error) {
    throw new CannotDeparse(object, `its text does not parse (${messageOf(error)})`);
  }
  verify([node], again, object);
  return sql;
}

/** The same for an expression. */
export function deparseExpression(node: Node, object = 'the expression'): string {
  const select: Node = {
    SelectStmt: { targetList: [{ ResTarget: { val: node } }], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' },
  };
  const sql = write(select, object).replace(/^SELECT\s+/, '');
  let again: Node;
  try {
    again = parseExpression(sql);
  } catch (error) {
    throw new CannotDeparse(object, `its text does not parse (${messageOf(error)})`);
  }
  verify(node, again, object);
  return sql;
}

function write(node: Node, object: string): string {
  try {
    return writeSql(sqlLibraries().deparser, node);
  } catch (error) {
    throw new CannotDeparse(object, messageOf(error));
  }
}

function verify(wanted: unknown, found: unknown, object: string): void {
  if (!isDeepStrictEqual(withoutLocations(wanted), withoutLocations(found))) {
    throw new CannotDeparse(object, 'written back, it would mean something else');
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
