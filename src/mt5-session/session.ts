/** `seed` is any client of the plain HTTP calls; `connector` is our own Expert Advisor, which synchronises. */
export const SESSION_CLIENTS = ['seed', 'connector'] as const;
export type SessionClient = (typeof SESSION_CLIENTS)[number];

/**
 * ACTIVE is heard from, STALE missed three intervals and gets no new orders until it is heard again.
 * The others have ended: said goodbye, were shut out by a newer session, or fell silent for good.
 */
export const SESSION_STATUSES = ['ACTIVE', 'STALE', 'DISCONNECTED', 'FENCED', 'EXPIRED'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export const END_REASONS = ['DISCONNECTED', 'SUPERSEDED', 'SILENT'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What a terminal counted during a session, as it said goodbye. */
export interface SessionCounters {
  readonly signalsSent: number;
  readonly signalsReceived: number;
  readonly ordersExecuted: number;
  readonly errors: number;
}

/** One terminal's connection to one account. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly accountId: string;
  readonly accountNumber: string;
  readonly broker: string;
  /** Counts the sessions of an account and their resumptions: an order is bound to one epoch. */
  readonly epoch: number;
  readonly client: SessionClient;
  /** The same for every start of one installed connector; null for a seed client. */
  readonly instanceId: string | null;
  readonly status: SessionStatus;
  /** How often the terminal promised to call. */
  readonly intervalMs: number;
  readonly connectedAt: Date;
  readonly lastSeenAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
  readonly eaVersion: string | null;
  readonly terminalBuild: number | null;
  /** Server time minus the terminal's, when it connected. */
  readonly clockOffsetMs: number | null;
  /** The highest `seq` answered in this epoch; 0 before the first. */
  readonly lastSeq: string;
  /** When the last complete list of positions was applied in this epoch, by this server's clock. */
  readonly snapshotAt: Date | null;
  readonly counters: SessionCounters | null;
}

/** Who connects, to what, and how often it promises to call. */
export interface OpenSession {
  readonly userId: string;
  readonly accountId: string;
  readonly accountNumber: string;
  readonly broker: string;
  readonly client: SessionClient;
  readonly instanceId?: string | undefined;
  readonly intervalMs: number;
  readonly eaVersion?: string | undefined;
  readonly terminalBuild?: number | undefined;
  readonly clockOffsetMs?: number | undefined;
}

export interface OpenedSession {
  readonly session: Session;
  /** The older session that this one shut out. Its unfinished orders are in doubt. */
  readonly fenced: Session | null;
  /** The same connector came back: same session, next epoch. */
  readonly resumed: boolean;
}

/** How often a client of the seed's calls is expected when it does not say: the EA's default `CheckInterval`. */
export const SEED_INTERVAL_MS = 5000;

export function isLive(status: SessionStatus): status is 'ACTIVE' | 'STALE' {
  return status === 'ACTIVE' || status === 'STALE';
}
