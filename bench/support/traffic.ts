/** One kind of transaction: a statement with `$1` a random id, and how many of all are of this kind. */
export interface Transaction {
  readonly sql: string;
  readonly weight: number;
}

export interface Traffic {
  readonly url: string;
  readonly transactions: readonly Transaction[];
  /** Ids are drawn from 1 to this one. */
  readonly ids: number;
  /** Seconds; null: until `stop`. */
  readonly seconds: number | null;
  /** Transactions per second, as an open loop; null: each client sends the next when the last has ended. */
  readonly rate: number | null;
}

export interface Sample {
  /** When it was to start, in ms since the epoch; for an open loop, whether or not a client was free. */
  readonly scheduled: number;
  /** From then to its end, in ms. */
  readonly latency: number;
}

export interface Running {
  /** Ends the traffic, when it has no end of its own. */
  stop(): Promise<void>;
  /** All transactions; an open loop only. Throws when the traffic failed. */
  samples(): Promise<readonly Sample[]>;
  /** Transactions per second, over all. Throws when the traffic failed. */
  tps(): Promise<number>;
}

/** A load generator: eight clients in processes of their own, each with prepared statements. */
export type Load = (traffic: Traffic) => Running;

export const clients = 8;
