import { delivery, type Delivery } from '../follow/delivery.ts';
import type {
  Change,
  CodeModel,
  CodeVersion,
  Deploy,
  Estimate,
  Facts,
  Finding,
  ForwardFix,
  Gate,
  Hole,
  ListedFile,
  Lock,
  ModelColumn,
  Phase,
  Plan,
  PlanPart,
  Scan,
  Server,
  Statement,
  Step,
  StrategyChoice,
  StrategyCost,
  Target,
  TargetColumn,
  Wording,
} from '../types.ts';
import { dictionary, flag, list, nullable, number, oneOf, optional, record, type Shape, text } from './shape.ts';

/** What plan.json holds. */
export interface PlanFile {
  readonly plan: Plan;
  /** The migrations, in the order in which they run. */
  readonly files: readonly ListedFile[];
  /** Absent in a file that was written before plans could be followed. */
  readonly delivery?: Delivery;
  /** What takes the plan back out, or brings the old shape back: its files are among the migrations. */
  readonly abandoned?: Phase;
  /** Where the code mentioned what the plan changes; nothing is done with it but to write it again. */
  readonly scan?: Scan;
}

/** It is never read. */
const scan: Shape<Scan> = { problem: () => null };

const phaseName = oneOf('expand', 'backfill', 'relax', 'contract', 'abandon', 'restore');
const side = oneOf('old', 'new');
const strategyName = oneOf('column', 'view');
const span = nullable(record<{ readonly low: number; readonly high: number }>({ low: number, high: number }));

const lock = record<Lock>({
  relation: text,
  mode: oneOf(
    'ACCESS SHARE',
    'ROW SHARE',
    'ROW EXCLUSIVE',
    'SHARE UPDATE EXCLUSIVE',
    'SHARE',
    'SHARE ROW EXCLUSIVE',
    'EXCLUSIVE',
    'ACCESS EXCLUSIVE',
  ),
  retried: flag,
});

const statement = record<Statement>({
  sql: text,
  facts: record<Facts>({
    locks: list(lock),
    transaction: oneOf('allowed', 'forbidden'),
    scans: flag,
    rewrites: flag,
    destroys: flag,
  }),
});

const step = record<Step>({ id: text, title: text, why: text, run: list(statement) });

const phase = record<Phase>({
  name: phaseName,
  title: text,
  summary: list(text),
  subject: text,
  gate: list(record<Gate>({ id: text, says: text, query: text })),
  steps: list(step),
  undo: list(step),
});

const modelColumn = record<ModelColumn>({
  name: text,
  value: text,
  called: text,
  type: text,
  default: nullable(text),
  reads: flag,
  writes: flag,
  readsNull: flag,
  writesNull: flag,
});

const model = record<CodeModel>({
  table: nullable(text),
  mayBeView: flag,
  key: nullable(modelColumn),
  columns: list(modelColumn),
  expects: list(record<CodeModel['expects'][number]>({ code: text, constraint: text })),
});

const version = record<CodeVersion>({
  id: text,
  deploy: number,
  says: text,
  writes: list(side),
  reads: list(side),
  since: nullable(phaseName),
  until: nullable(phaseName),
  needs: text,
  advice: list(text),
  statements: optional(
    list(record<{ readonly before: string; readonly after: string }>({ before: text, after: text })),
  ),
  model: optional(model),
  settled: optional(model),
});

const deploy = record<Deploy>({
  number,
  title: text,
  runs: list(phaseName),
  ships: nullable(text),
  code: text,
  gate: text,
  rollback: text,
});

const target = record<Target>({
  schema: text,
  name: text,
  columns: list(record<TargetColumn>({ old: text, new: text, type: text, notNull: flag, default: nullable(text) })),
  newName: optional(text),
});

const wording = record<Wording>({
  title: text,
  summary: text,
  old: text,
  new: text,
  names: list(text),
  touches: optional(record<NonNullable<Wording['touches']>>({ columns: list(text), by: oneOf('write', 'read') })),
  does: dictionary(text),
  unsafe: dictionary(record<{ readonly early: string; readonly late: string }>({ early: text, late: text })),
  kept: text,
  afterContract: text,
  downDoes: text,
  downLoses: text,
  enough: optional(text),
});

const cost = record<StrategyCost>({
  refused: nullable(text),
  bytesCopied: nullable(number),
  rowsWritten: nullable(number),
  seconds: span,
  indexes: list(record<StrategyCost['indexes'][number]>({ name: text, bytes: nullable(number) })),
  failing: list(text),
});

/** A change has its kind's own fields besides. */
const change: Shape<Change> = record<{ readonly kind: string }>({ kind: text });

const plan = record<Plan>({
  version: oneOf(1),
  id: text,
  change,
  command: text,
  server: record<Server>({ versionNum: number, major: number }),
  target,
  wording: optional(wording),
  lockTimeoutMs: number,
  estimate: record<Estimate>({
    rows: nullable(number),
    tableBytes: nullable(number),
    addedBytes: nullable(number),
    batches: nullable(number),
    seconds: span,
    basis: text,
  }),
  strategy: optional(
    record<StrategyChoice>({
      chosen: strategyName,
      recommended: strategyName,
      why: text,
      costs: record<StrategyChoice['costs']>({ column: cost, view: cost }),
    }),
  ),
  phases: list(phase),
  code: list(version),
  deploys: list(deploy),
  attention: list(
    record<Finding>({
      id: text,
      level: oneOf('warning', 'note'),
      title: text,
      detail: text,
      deploy: nullable(number),
    }),
  ),
  holes: optional(list(record<Hole>({ statement: text, answer: text, instead: text }))),
  fixes: list(record<ForwardFix>({ name: text, when: text, steps: list(step) })),
  parts: optional(
    list(
      record<PlanPart>({
        id: text,
        change,
        target,
        wording: optional(wording),
        code: list(version),
        deploys: list(deploy),
      }),
    ),
  ),
});

/** The document that `jsonDocument` makes, as it is read again. */
export const planFile: Shape<PlanFile> = record<PlanFile>({
  plan,
  files: list(
    record<ListedFile>({
      path: text,
      phase: nullable(phaseName),
      direction: oneOf('up', 'down'),
      transaction: flag,
      reversible: optional(flag),
      role: optional(oneOf('sidecar', 'script')),
    }),
  ),
  delivery: optional(delivery),
  abandoned: optional(phase),
  scan: optional(scan),
});
