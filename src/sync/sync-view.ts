import { type TradingState } from '../guard/trading-state';
import { type Order } from '../orders/order';
import { type CommandView, presentCommand, presentQuestion, type QuestionView } from './command-view';
import { nextSyncMs } from './sync-pace';

/** The answer to `POST /mt5/sync`. */
export interface SyncView {
  readonly ack_seq: number;
  readonly commands: readonly CommandView[];
  /** Orders that the terminal has and should not execute any more. */
  readonly cancelled: readonly string[];
  readonly reconcile: readonly QuestionView[];
  readonly symbols_wanted: readonly string[];
  /** The next message is to bring the whole list of positions: these prices were of others than are known. */
  readonly positions_wanted: boolean;
  readonly last_deal_ticket: string | null;
  readonly trading_state: TradingState;
  readonly next_sync_ms: number;
  readonly server_time: Date;
}

/** What one message led to. */
export interface Exchange {
  readonly seq: number;
  readonly commands: readonly Order[];
  /** All orders of the account that may still turn into an execution. */
  readonly live: readonly Order[];
  readonly questions: readonly Order[];
  readonly wanted: readonly string[];
  readonly positionsWanted: boolean;
  readonly lastDealTicket: string | null;
  readonly tradingState: TradingState;
  readonly at: Date;
}

export function presentSync(exchange: Exchange): SyncView {
  const { at, commands, live, questions } = exchange;
  return {
    ack_seq: exchange.seq,
    commands: commands.map((order) => presentCommand(order, at)),
    cancelled: live.filter(({ cancelRequestedAt }) => cancelRequestedAt !== null).map(({ id }) => id),
    reconcile: questions.map(presentQuestion),
    symbols_wanted: exchange.wanted,
    positions_wanted: exchange.positionsWanted,
    last_deal_ticket: exchange.lastDealTicket,
    trading_state: exchange.tradingState,
    next_sync_ms: nextSyncMs(live, exchange.positionsWanted),
    server_time: at,
  };
}
