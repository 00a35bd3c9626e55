import { type EndReason, type Session, type SessionClient, type SessionStatus } from './session';

export interface SessionNews {
  readonly session_id: string;
  readonly account_id: string;
  readonly account_number: string;
  readonly broker: string;
  readonly client: SessionClient;
  readonly epoch: number;
  readonly status: SessionStatus;
  readonly last_seen_at: string;
  readonly end_reason: EndReason | null;
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'session.connected': SessionNews;
    'session.stale': SessionNews;
    'session.recovered': SessionNews;
    'session.fenced': SessionNews;
    'session.disconnected': SessionNews;
    'session.expired': SessionNews;
  }
}

export type SessionEventType = `session.${
  'connected' | 'stale' | 'recovered' | 'fenced' | 'disconnected' | 'expired'}`;

export interface SessionEvent {
  readonly type: SessionEventType;
  readonly userId: string;
  readonly sessionId: string;
  readonly data: SessionNews;
}

export function sessionEvent(type: SessionEventType, session: Session): SessionEvent {
  return {
    type,
    userId: session.userId,
    sessionId: session.id,
    data: {
      session_id: session.id,
      account_id: session.accountId,
      account_number: session.accountNumber,
      broker: session.broker,
      client: session.client,
      epoch: session.epoch,
      status: session.status,
      last_seen_at: session.lastSeenAt.toISOString(),
      end_reason: session.endReason,
    },
  };
}
