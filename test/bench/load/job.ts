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

export type Job = ClosedJob | PacedJob | TerminalsJob | SocketsJob;

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

export type FromGenerator =
  | { readonly told: 'up' }
  | { readonly told: 'outcome'; readonly outcome: Outcome }
  | { readonly told: 'failed'; readonly reason: string };
