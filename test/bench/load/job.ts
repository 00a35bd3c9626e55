import { type Seat } from '../server/population';
import { type Spread } from './latencies';

/** As many requests as so many connections carry, each sending the next when it has the answer. */
export interface ClosedJob {
  readonly kind: 'closed';
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly durationMs: number;
  readonly tokens: readonly string[];
}

/** Signals at a given pace, and terminals that fetch their orders. */
export interface PacedJob {
  readonly kind: 'paced';
  readonly port: number;
  readonly signalsPerSecond: number;
  readonly durationMs: number;
  readonly seats: readonly Seat[];
  readonly by: 'doorbell' | 'sync';
}

/** Terminals that each synchronise once a second, with positions that move. */
export interface TerminalsJob {
  readonly kind: 'terminals';
  readonly port: number;
  readonly durationMs: number;
  readonly seats: readonly Seat[];
  readonly positionsEach: number;
}

/** Followers of the live feed, on plain WebSockets. */
export interface SocketsJob {
  readonly kind: 'sockets';
  readonly port: number;
  readonly sockets: number;
  readonly seats: readonly Seat[];
  readonly signals: number;
}

/** What a crowd asks for, by the class in which it is admitted, and the kill switch, which is a report. */
export const CROWD_KINDS = ['kill', 'report', 'sync', 'signal', 'read'] as const;
export type CrowdKind = (typeof CROWD_KINDS)[number];

/** Everything that callers ask for, at once. */
export interface CrowdJob {
  readonly kind: 'crowd';
  readonly port: number;
  readonly durationMs: number;
  /** Each connection asks again when it was answered, or requests are sent when they are due, answered or not. */
  readonly pace: { readonly connections: number } | { readonly perSecond: number };
  readonly seats: readonly Seat[];
  /** Of who pulls the kill switch. */
  readonly killToken: string;
}

export type Job = ClosedJob | PacedJob | TerminalsJob | SocketsJob | CrowdJob;

/** What came of a job. */
export interface Outcome {
  /** Requests, orders, or messages: whatever the job is about. */
  readonly done: number;
  readonly failed: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly latencyMs: Spread;
  /** Of the generator itself. */
  readonly cpuMs: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** The first thing that went wrong, if anything did. */
  readonly fault: string | null;
}

/** What became of one kind of a crowd's requests. */
export interface CrowdShare {
  readonly asked: number;
  /** Times count from when a request was due. */
  readonly admitted: Spread;
  readonly refused: Spread;
  /** Let in, and then told that the database had no time for them. */
  readonly unavailable: number;
  /** Anything else, such as a refusal that does not say when to come back. */
  readonly failed: number;
}

export interface CrowdOutcome extends Outcome {
  readonly kinds: Readonly<Record<CrowdKind, CrowdShare>>;
  /** From the end of the crowd until a read and a signal were served again. */
  readonly recoveredMs: number;
}

export type FromGenerator =
  | { readonly told: 'up' }
  | { readonly told: 'outcome'; readonly outcome: Outcome }
  | { readonly told: 'failed'; readonly reason: string };
