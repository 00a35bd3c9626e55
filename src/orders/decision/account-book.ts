import { type Account } from '../../accounts/account';
import { type StoredSymbolSpec } from '../../accounts/symbol-spec';
import { type AccountDay } from '../../guard/account-day';
import { type EffectiveState } from '../../guard/trading-state';
import { type RiskProfile } from '../../guard/risk-profile';
import { Decimal } from '../../money/quantity';
import { type Session } from '../../mt5-session/session';
import { type Position, type Side } from '../../positions/position';
import { type ExposureFact } from '../../risk/trade-facts';
import { type NewOrder, type Order } from '../order';
import { hasEnded, type OrderStatus } from '../order.state';
import { type AccountConduct } from './account-conduct';

/** An order as far as the book counts it: one that is stored, or one that this very batch has made. */
export interface BookedOrder extends NewOrder {
  readonly executed: boolean;
  readonly status: OrderStatus;
  readonly sentAt: Date | null;
}

/** What a book is opened with, all of it read under the account's lock. */
export interface BookEntries {
  readonly account: Account;
  /** Null: no terminal holds this account now. */
  readonly session: Session | null;
  readonly specs: ReadonlyMap<string, StoredSymbolSpec>;
  readonly positions: readonly Position[];
  readonly profile: RiskProfile;
  readonly state: EffectiveState;
  readonly day: AccountDay;
  readonly conduct: AccountConduct;
  /** By symbol, in lots; a symbol that agrees with the terminal's is not there. */
  readonly drifts: ReadonlyMap<string, Decimal>;
  /** The magic numbers of positions that orders of ours opened. */
  readonly ownMagics: ReadonlySet<string>;
  readonly inFlight: readonly Order[];
}

/**
 * All that a decision needs to know of one account. Orders made in the same batch are booked as they are made, so that
 * the next decision counts them.
 */
export class AccountBook {
  readonly account: Account;
  readonly session: Session | null;
  readonly specs: ReadonlyMap<string, StoredSymbolSpec>;
  readonly positions: readonly Position[];
  readonly profile: RiskProfile;
  readonly state: EffectiveState;
  readonly day: AccountDay;
  readonly drifts: ReadonlyMap<string, Decimal>;
  conduct: AccountConduct;
  private readonly ownMagics: ReadonlySet<string>;
  private readonly orders: BookedOrder[];

  constructor(entries: BookEntries) {
    this.account = entries.account;
    this.session = entries.session;
    this.specs = entries.specs;
    this.positions = entries.positions;
    this.profile = entries.profile;
    this.state = entries.state;
    this.day = entries.day;
    this.drifts = entries.drifts;
    this.conduct = entries.conduct;
    this.ownMagics = entries.ownMagics;
    this.orders = entries.inFlight
      .filter((order) => !this.isSeen(order))
      .map((order) => ({ ...order, executed: hasEnded(order.status) }));
  }

  book(order: NewOrder): void {
    this.orders.push({ ...order, executed: false, status: 'READY', sentAt: null });
    if (order.action === 'OPEN') this.conduct = this.conduct.withOpening(order);
  }

  /** Openings on their way, those filled but not yet seen among the positions included. */
  openings(): readonly BookedOrder[] {
    return this.orders.filter(({ action }) => action === 'OPEN');
  }

  /** Orders of whose fate nobody has told, for longer than it takes to ask. */
  unknownSince(before: Date): readonly BookedOrder[] {
    return this.orders.filter(
      ({ status, sentAt }) => status === 'UNKNOWN' && sentAt !== null && sentAt <= before,
    );
  }

  /** What is open or on its way, altogether and on one symbol: both will need their part of the limits. */
  exposureOn(symbol: string, side: Side): ExposureFact {
    const opening = this.openings();
    return {
      openPositions: this.positions.length,
      ordersInFlight: opening.length,
      openOnSymbol: this.positions.filter((position) => position.symbol === symbol).length,
      inFlightOnSymbol: opening.filter((order) => order.symbol === symbol).length,
      volumeOnSide: this.volumeOn(symbol, side),
    };
  }

  /** Lots open or on their way on a symbol and side. */
  volumeOn(symbol: string, side: Side): Decimal {
    return [...this.positions, ...this.openings()]
      .filter((item) => item.symbol === symbol && item.side === side)
      .reduce((sum, { volume }) => sum.plus(volume), new Decimal(0));
  }

  /** What the openings on their way will bind: the account's own figures do not know of it yet. */
  marginInFlight(): Decimal {
    return this.orders.reduce((sum, { marginMoney }) => sum.plus(marginMoney ?? 0), new Decimal(0));
  }

  /** How much of a position no closing order on its way has claimed yet. */
  closableVolume(position: Position): Decimal {
    const claimed = this.orders
      .filter(({ executed }) => !executed)
      .flatMap(({ closeTargets }) => closeTargets)
      .filter(({ ticket }) => ticket === position.ticket)
      .reduce((sum, { volume }) => sum.plus(volume), new Decimal(0));
    return Decimal.max(position.volume.minus(claimed), 0);
  }

  /** Positions that closing signals may close: by the profile all, or those nobody says to be somebody else's. */
  closablePositions(): readonly Position[] {
    if (this.profile.closes === 'ALL') return this.positions;
    return this.positions.filter(({ magic }) => magic === null || this.ownMagics.has(magic));
  }

  /**
   * A filled order whose position is in the list must not be counted twice; nor one whose position has gone again,
   * which a complete list shows that came after the fill.
   */
  private isSeen(order: Order): boolean {
    if (!hasEnded(order.status)) return false;
    const { snapshotAt } = this.session ?? { snapshotAt: null };
    if (snapshotAt && order.finishedAt && snapshotAt > order.finishedAt) return true;
    return this.positions.some(
      ({ ticket, identifier, magic }) =>
        magic === order.id ||
        [order.positionTicket, order.orderTicket].some((known) => known === ticket || known === identifier),
    );
  }
}
