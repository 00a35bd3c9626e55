import { type Account } from '../../accounts/account';
import { type StoredSymbolSpec } from '../../accounts/symbol-spec';
import { type EffectiveState } from '../../guard/trading-state';
import { type RiskProfile } from '../../guard/risk-profile';
import { Decimal } from '../../money/quantity';
import { type Session } from '../../mt5-session/session';
import { type Position, type Side } from '../../positions/position';
import { type ExposureFact } from '../../risk/trade-facts';
import { type NewOrder, type Order } from '../order';
import { hasEnded } from '../order.state';

/** An order as far as the book counts it: one that is stored, or one that this very batch has made. */
export type BookedOrder = Pick<
  NewOrder,
  'action' | 'side' | 'symbol' | 'volume' | 'closeTargets' | 'marginMoney'
> & {
  readonly executed: boolean;
};

/**
 * All that a decision needs to know of one account, read under its lock. Orders made in the same batch are booked as
 * they are made, so that the next decision counts them.
 */
export class AccountBook {
  private readonly orders: BookedOrder[];

  constructor(
    readonly account: Account,
    /** Null: no terminal holds this account now. */
    readonly session: Session | null,
    readonly specs: ReadonlyMap<string, StoredSymbolSpec>,
    readonly positions: readonly Position[],
    readonly profile: RiskProfile,
    readonly state: EffectiveState,
    inFlight: readonly Order[],
  ) {
    this.orders = inFlight
      .filter((order) => !this.isSeen(order))
      .map((order) => ({ ...order, executed: hasEnded(order.status) }));
  }

  book(order: NewOrder): void {
    this.orders.push({ ...order, executed: false });
  }

  /** What is open or on its way, altogether and on one symbol: both will need their part of the limits. */
  exposureOn(symbol: string, side: Side): ExposureFact {
    const opening = this.orders.filter(({ action }) => action === 'OPEN');
    const onSymbol = <Item extends { readonly symbol: string }>(items: readonly Item[]): Item[] =>
      items.filter((item) => item.symbol === symbol);
    const onSide = [...onSymbol(this.positions), ...onSymbol(opening)].filter((item) => item.side === side);
    return {
      openPositions: this.positions.length,
      ordersInFlight: opening.length,
      openOnSymbol: onSymbol(this.positions).length,
      inFlightOnSymbol: onSymbol(opening).length,
      volumeOnSide: onSide.reduce((sum, { volume }) => sum.plus(volume), new Decimal(0)),
    };
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
