import type { Kind } from './kind.ts';
import { addCheck } from './add-check.ts';
import { addColumn } from './add-column.ts';
import { addForeignKey } from './add-foreign-key.ts';
import { addIndex } from './add-index.ts';
import { addPrimaryKey } from './add-primary-key.ts';
import { addUnique } from './add-unique.ts';
import { changeType } from './change-type.ts';
import { drop } from './drop.ts';
import { dropConstraint } from './drop-constraint.ts';
import { dropDefault } from './drop-default.ts';
import { dropIndex } from './drop-index.ts';
import { dropNotNull } from './drop-not-null.ts';
import { replaceIndex } from './replace-index.ts';
import { rename } from './rename.ts';
import { setDefault } from './set-default.ts';
import { setNotNull } from './set-not-null.ts';

/** Every kind of change, in the order in which they are listed; a test compares this with the folder. */
export const kinds: readonly Kind[] = [
  rename,
  drop,
  addColumn,
  setNotNull,
  dropNotNull,
  setDefault,
  dropDefault,
  addIndex,
  addCheck,
  addForeignKey,
  addUnique,
  addPrimaryKey,
  changeType,
  dropIndex,
  dropConstraint,
  replaceIndex,
];
