/** A statement that fails on a view though it works on a table: what the server answers, and what to send instead. */
export interface Hole {
  readonly statement: string;
  readonly answer: string;
  readonly instead: string;
}

export type StrategyName = 'column' | 'view';

/** What one way of renaming a column costs here, from the statistics as they were when the plan was made. */
export interface StrategyCost {
  /** Why it cannot be done, null when it can. */
  readonly refused: string | null;
  /** More on disk until contract and a VACUUM; null when there is no server to ask. */
  readonly bytesCopied: number | null;
  /** null: the table was never analyzed, or there is no server to ask. */
  readonly rowsWritten: number | null;
  readonly seconds: { readonly low: number; readonly high: number } | null;
  /** Indexes that are built once more. */
  readonly indexes: readonly { readonly name: string; readonly bytes: number | null }[];
  /** Statements of old or new code that fail. */
  readonly failing: readonly string[];
}

export interface StrategyChoice {
  readonly chosen: StrategyName;
  readonly recommended: StrategyName;
  readonly why: string;
  readonly costs: { readonly column: StrategyCost; readonly view: StrategyCost };
}
