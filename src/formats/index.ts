import { dbmate } from './dbmate.ts';
import type { Format } from './format.ts';
import { golangMigrate } from './golang-migrate.ts';
import { gomigrate } from './gomigrate.ts';
import { goose } from './goose.ts';
import { plain } from './plain.ts';

export type { Capabilities, Evidence, Format, History, MigrationFile, Naming, Repo } from './format.ts';

/** Every migration tool that can be written for, in the order of their names. */
export const formats: readonly Format[] = [dbmate, golangMigrate, gomigrate, goose, plain];
