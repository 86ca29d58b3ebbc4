/** The value below which a share of the values lies (0 to 1), by linear interpolation. Throws when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return low + (high - low) * (position - Math.floor(position));
}

/** The middle value. Throws when there are none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Each numerator over the denominator of the same position. Throws when the lengths differ. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  if (numerators.length !== denominators.length) throw new Error('a pair is incomplete');
  return numerators.map((value, index) => value / (denominators[index] ?? Number.NaN));
}

/** How far off the median of so many values may be: one standard error, from the quartiles, so that one outlier is none. */
export function medianError(values: readonly number[]): number {
  const deviation = (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349;
  return (1.2533 * deviation) / Math.sqrt(values.length);
}

/** From the least to the greatest, for people: `1.58-1.64`. */
export function spread(values: readonly number[], digits = 2): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${low.toFixed(digits)}-${high.toFixed(digits)}`;
}
