/** What a process has used since it started. */
export interface Usage {
  /** User and system time. */
  readonly cpuMs: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  /** By the text of the statement, as often as it was sent to PostgreSQL. */
  readonly statements: Readonly<Record<string, number>>;
  /** The longest that the event loop was late, since it was last asked. */
  readonly loopDelayMaxMs: number;
  readonly loopDelayP99Ms: number;
}

export type Order =
  | { readonly ask: 'usage' }
  /** Begins a CPU profile; given a file, ends it and writes it there. */
  | { readonly ask: 'profile'; readonly file: string | null }
  | { readonly ask: 'collect-garbage' }
  | { readonly ask: 'end' };
export type Told =
  | { readonly told: 'ready' }
  | { readonly told: 'usage'; readonly usage: Usage }
  | { readonly told: 'failed' };
