import { join } from 'node:path';
import type { Format, Naming } from '../formats/index.ts';
import type { OutputFile, Plan } from '../types.ts';

/** The files of a plan with their paths from the working directory. */
export interface PlacedFiles {
  /** With what the tool asks of a person, when it asks for something. */
  readonly plan: Plan;
  readonly files: readonly OutputFile[];
  readonly sidecars: readonly OutputFile[];
}

/** Lays a plan out and says where everything goes: scripts into the plan's folder, all else into the directory of the migrations. */
export function placeFiles(format: Format, plan: Plan, naming: Naming, folder: string): PlacedFiles {
  const written = format.files(plan, naming);
  const findings = format.findings?.(written, plan, naming) ?? [];
  const all = written.map((file) => ({
    ...file,
    path: join(file.role === 'script' ? folder : naming.directory, file.path),
  }));
  return {
    plan: findings.length === 0 ? plan : { ...plan, attention: [...plan.attention, ...findings] },
    files: all.filter(({ role }) => role !== 'sidecar'),
    sidecars: all.filter(({ role }) => role === 'sidecar'),
  };
}
