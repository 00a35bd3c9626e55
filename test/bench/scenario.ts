import { type BenchDatabase } from './server/bench-database';
import { type ServerOptions, type ServerUnderTest } from './server/server-under-test';
import { type LoadGenerator } from './load/load-generator';
import { type Sizes } from './sizes';

export type Cell = string | number | null;

/** A number that was promised, beside the one that was measured. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

/** What a scenario found. */
export interface Finding {
  readonly letter: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly targets: readonly Target[];
  /** What a reader should know to read the numbers. */
  readonly notes: readonly string[];
}

/** Everything a scenario may use. */
export interface Bench {
  readonly database: BenchDatabase;
  readonly generator: LoadGenerator;
  readonly sizes: Sizes;
  /** A directory of the run's own, gone after it. */
  readonly scratch: string;
  readonly profileDirectory: string | null;
  /** A fresh server; the scenario stops it. */
  startServer(options?: Pick<ServerOptions, 'oldSpaceMegabytes'>): Promise<ServerUnderTest>;
  say(line: string): void;
}

export type Scenario = (bench: Bench) => Promise<Finding>;
