import { type AccountState, type HistoryProgress, type Permissions } from '../accounts/account';
import { type Quote } from '../accounts/symbol-spec';
import { type OrderReport } from '../orders/evidence/report';
import { type ReportedDeal } from '../positions/deal';
import { type PositionPrice, type ReportedPosition } from '../positions/position';

/** Everything a terminal has to say in one cycle. What did not change since is left out. */
export interface SyncMessage {
  readonly sessionId: string;
  readonly epoch: number;
  /** Counts the messages of an epoch. */
  readonly seq: number;
  readonly account: AccountState | null;
  readonly permissions: Permissions | undefined;
  readonly brokerUtcOffsetSeconds: number | undefined;
  /** Null: as they were. */
  readonly positions: readonly ReportedPosition[] | null;
  readonly complete: boolean;
  /** In place of the list: new prices of exactly what the last complete one held. */
  readonly moved: readonly PositionPrice[] | null;
  readonly deals: readonly ReportedDeal[];
  /** How far the history is told with these deals; null: they are new ones. */
  readonly history: HistoryProgress | null;
  readonly reports: readonly OrderReport[];
  readonly quotes: readonly Quote[];
}
