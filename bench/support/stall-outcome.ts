import type { Bench, Outcome } from './measure.ts';
import { type Measured, stalls } from './stalls.ts';
import { median, ratios, spread } from './statistics.ts';

/** The p99.9 of one phase over that of its baseline, median over the repetitions; the maxima are told. */
export async function outcomeOf(bench: Bench, name: Measured): Promise<Outcome> {
  const runs = (await stalls(bench)).map((run) => run[name]);
  const phase = runs.map((run) => run.phase.p999);
  const baseline = runs.map((run) => run.baseline.p999);
  const all = ratios(phase, baseline);
  const longest = Math.max(...runs.map((run) => run.phase.max));
  const usual = Math.max(...runs.map((run) => run.baseline.max));
  const detail = `${spread(all)}; ${median(phase).toFixed(1)} ms against ${median(baseline).toFixed(1)} ms; maximum ${longest.toFixed(0)} ms, baseline ${usual.toFixed(0)} ms`;
  return { value: median(all), detail };
}
