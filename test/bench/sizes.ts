/** How much each scenario does. */
export interface Sizes {
  readonly name: 'full' | 'quick' | 'smoke';
  /** How often each number is measured; the median is told. */
  readonly runs: number;
  readonly warmUpMs: number;
  readonly runMs: number;
  /** Accounts that signals are spread over. */
  readonly traders: number;
  readonly connections: readonly number[];
  readonly paces: readonly number[];
  readonly pacedMs: number;
  readonly pacedTerminals: number;
  readonly terminals: readonly number[];
  readonly terminalsMs: number;
  readonly fanOut: readonly number[];
  readonly stored: readonly number[];
  readonly growthCalls: number;
  /** So long a server may take to work off what was stored under it; a slow machine never rests. */
  readonly restSeconds: number;
  readonly starts: number;
  readonly sockets: number;
  readonly socketSignals: number;
  readonly crowdTerminals: number;
  readonly crowdConnections: number;
  readonly crowdMs: number;
  /** Deals of the one account with a long history. */
  readonly deals: number;
  /** Accounts with a curve, and their snapshots together. */
  readonly curves: number;
  readonly snapshots: number;
  readonly historyCalls: number;
}

export const SIZES: Readonly<Record<Sizes['name'], Sizes>> = {
  full: {
    name: 'full',
    runs: 3,
    warmUpMs: 3_000,
    runMs: 5_000,
    traders: 1_000,
    connections: [1, 32, 128],
    paces: [10, 100, 1_000],
    pacedMs: 10_000,
    pacedTerminals: 100,
    terminals: [1_000, 5_000],
    terminalsMs: 10_000,
    fanOut: [100, 1_000, 10_000],
    stored: [10_000, 1_000_000, 10_000_000],
    growthCalls: 200,
    restSeconds: 900,
    starts: 3,
    sockets: 10_000,
    socketSignals: 10,
    crowdTerminals: 200,
    crowdConnections: 64,
    crowdMs: 20_000,
    deals: 1_000_000,
    curves: 18,
    snapshots: 10_000_000,
    historyCalls: 21,
  },
  quick: {
    name: 'quick',
    runs: 1,
    warmUpMs: 1_500,
    runMs: 2_000,
    traders: 500,
    connections: [1, 128],
    paces: [10, 100],
    pacedMs: 4_000,
    pacedTerminals: 50,
    terminals: [500],
    terminalsMs: 4_000,
    fanOut: [100, 1_000],
    stored: [10_000, 100_000],
    growthCalls: 50,
    restSeconds: 60,
    starts: 1,
    sockets: 1_000,
    socketSignals: 3,
    crowdTerminals: 100,
    crowdConnections: 64,
    crowdMs: 5_000,
    deals: 20_000,
    curves: 4,
    snapshots: 100_000,
    historyCalls: 11,
  },
  smoke: {
    name: 'smoke',
    runs: 1,
    warmUpMs: 100,
    runMs: 200,
    traders: 4,
    connections: [2],
    paces: [20],
    pacedMs: 300,
    pacedTerminals: 2,
    terminals: [3],
    terminalsMs: 1_100,
    fanOut: [3, 6],
    stored: [10, 100],
    growthCalls: 2,
    restSeconds: 5,
    starts: 1,
    sockets: 4,
    socketSignals: 1,
    crowdTerminals: 4,
    crowdConnections: 2,
    crowdMs: 300,
    deals: 61,
    curves: 2,
    snapshots: 40,
    historyCalls: 2,
  },
};
