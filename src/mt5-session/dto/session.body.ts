import { type EndReason, type Session, type SessionClient, type SessionStatus } from '../session';

/** A session on the wire. */
export interface SessionBody {
  readonly session_id: string;
  readonly account_id: string;
  readonly account_number: string;
  readonly broker: string;
  readonly client: SessionClient;
  readonly status: SessionStatus;
  readonly epoch: number;
  readonly interval_ms: number;
  readonly connected_at: string;
  readonly last_seen_at: string;
  readonly ended_at: string | null;
  readonly end_reason: EndReason | null;
  readonly ea_version: string | null;
  readonly terminal_build: number | null;
  readonly clock_offset_ms: number | null;
  readonly counters: CountersBody | null;
}

/** What the terminal said when it disconnected, under the names it used. */
export interface CountersBody {
  readonly total_signals_sent: number;
  readonly total_signals_received: number;
  readonly total_orders_executed: number;
  readonly total_errors: number;
}

/** `POST /mt5/disconnect` answers this. */
export interface DisconnectedBody {
  readonly session_id: string;
  readonly status: SessionStatus;
  readonly server_time: string;
}

export function sessionBody(session: Session): SessionBody {
  return {
    session_id: session.id,
    account_id: session.accountId,
    account_number: session.accountNumber,
    broker: session.broker,
    client: session.client,
    status: session.status,
    epoch: session.epoch,
    interval_ms: session.intervalMs,
    connected_at: session.connectedAt.toISOString(),
    last_seen_at: session.lastSeenAt.toISOString(),
    ended_at: session.endedAt?.toISOString() ?? null,
    end_reason: session.endReason,
    ea_version: session.eaVersion,
    terminal_build: session.terminalBuild,
    clock_offset_ms: session.clockOffsetMs,
    counters: session.counters && {
      total_signals_sent: session.counters.signalsSent,
      total_signals_received: session.counters.signalsReceived,
      total_orders_executed: session.counters.ordersExecuted,
      total_errors: session.counters.errors,
    },
  };
}

export function disconnectedBody(session: Session, now: Date): DisconnectedBody {
  return { session_id: session.id, status: session.status, server_time: now.toISOString() };
}
