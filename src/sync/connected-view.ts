import { type HistoryProgress } from '../accounts/account';
import { type Session, type SessionStatus } from '../mt5-session/session';
import { type Order } from '../orders/order';
import { presentQuestion, type QuestionView } from './command-view';
import { IDLE_SYNC_MS } from './sync-pace';

/** The answer to `POST /mt5/connect`. */
export interface ConnectedView {
  readonly session_id: string;
  readonly account_id: string;
  readonly epoch: number;
  readonly status: SessionStatus;
  readonly last_seq: number;
  readonly next_sync_ms: number;
  readonly symbols_wanted: readonly string[];
  readonly last_deal_ticket: string | null;
  /** The whole history is wanted, from this time of the broker's clock on (null: from its beginning); null: it is told. */
  readonly history_wanted: { readonly from: string | null } | null;
  readonly reconcile: readonly QuestionView[];
  readonly server_time: Date;
}

interface Connected {
  readonly session: Session;
  readonly questions: readonly Order[];
  readonly lastDealTicket: string | null;
  readonly history: HistoryProgress | null;
  readonly wanted: readonly string[];
  readonly at: Date;
}

export function presentConnected({
  session,
  questions,
  lastDealTicket,
  history,
  wanted,
  at,
}: Connected): ConnectedView {
  return {
    session_id: session.id,
    account_id: session.accountId,
    epoch: session.epoch,
    status: session.status,
    last_seq: Number(session.lastSeq),
    next_sync_ms: IDLE_SYNC_MS,
    symbols_wanted: wanted,
    last_deal_ticket: lastDealTicket,
    history_wanted: history?.complete ? null : { from: history?.toldUntil ?? null },
    reconcile: questions.map(presentQuestion),
    server_time: at,
  };
}
