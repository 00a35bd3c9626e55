import { type Permissions } from '../../accounts/account';
import { Decimal } from '../../money/quantity';
import { type Side } from '../../positions/position';
import { equityFloorOf, openingFloorOf } from '../../risk/equity-guard';
import { openRiskOf } from '../../risk/open-risk';
import { quotesOf } from '../../risk/currency-conversion';
import { type SourceTrade } from '../../risk/sizing';
import {
  type AccountFact,
  type BookFact,
  type ConductFact,
  type DayFact,
  type IntendedTrade,
  type SessionFact,
  type SymbolFact,
  type TradingStateFact,
} from '../../risk/trade-facts';
import { isOpening, type Signal, sourceNameOf } from '../../signals/signal';
import { type AccountBook } from './account-book';
import { contractOf } from './account-symbol';
import { type Observed } from './observed';

/** How long an order's fate may be unknown before it counts: the terminal is asked, and answers. */
const UNKNOWN_AFTER_MS = 30_000;

/** A trade that somebody wants on an account, as it is looked at. */
export interface Wish {
  readonly trade: IntendedTrade;
  readonly symbol: SymbolFact;
  /** Who wants it, as runaway sources are counted. */
  readonly source: string;
  /** By the guard's or the kill switch's own order: what it is there for must not be stopped by it. */
  readonly flattens: boolean;
  readonly mirrored: SourceTrade | null;
}

/** Writes down everything that the rules may look at about a wish on this account, at this moment. */
export function observe(wish: Wish, book: AccountBook, now: Date): Observed {
  const { trade, symbol, source } = wish;
  const guard = book.day.guard;
  return {
    now,
    trade,
    tradingState: stateFact(wish, book),
    account: accountFact(book),
    symbol,
    exposure: book.exposureOn(trade.symbol, trade.side),
    session: sessionFact(book),
    // No terminal of ours reports a calendar, or what a spread usually is.
    marketState: { isOpen: null, usualSpread: null },
    book: bookFact(trade.symbol, trade.side, book, now),
    conduct: conductFact(trade, source, book),
    day: dayFact(book),
    source: wish.mirrored,
    guardFloor: guard && equityFloorOf(guard.rules),
    riskFactor: guard?.riskFactor ?? new Decimal(1),
  };
}

/** What a signal wants on one account, in the account's own name of the symbol. */
export function wishOf(
  signal: Signal,
  symbol: { readonly name: string; readonly fact: SymbolFact },
  mirrored: SourceTrade | null = null,
): Wish {
  const { type } = signal;
  return {
    trade: {
      action: isOpening(type) ? 'OPEN' : 'CLOSE',
      side: type === 'BUY' || type === 'CLOSE_BUY' ? 'BUY' : 'SELL',
      symbol: symbol.name,
      entry: signal.entryPrice,
      stopLoss: signal.stopLoss,
      takeProfit: signal.takeProfit,
      requestedVolume: signal.volume,
      confidence: signal.confidence,
      signalTime: signal.signalTime,
    },
    symbol: symbol.fact,
    source: sourceNameOf(signal),
    flattens: signal.source === 'system',
    mirrored,
  };
}

/** The strictest of the switches and the guard. What flattens passes under every one of them. */
function stateFact({ flattens }: Wish, { state, day: { guard } }: AccountBook): TradingStateFact {
  if (flattens) return { state: 'REDUCING', scope: state.scope };
  const closesOnly = guard !== null && (guard.step === 'LOCKED' || guard.problem !== null);
  if (state.state === 'ACTIVE' && closesOnly) return { state: 'REDUCING', scope: 'GUARD' };
  return state;
}

function accountFact(book: AccountBook): AccountFact {
  const { account } = book;
  const inFlight = book.marginInFlight();
  const { currency, currencyDigits, balance, equity, marginFree, leverage, stateReceivedAt } = account;
  return {
    currency,
    currencyDigits,
    balance,
    equity,
    marginFree: marginFree?.minus(inFlight) ?? null,
    leverage,
    stateReceivedAt,
    marginUsed: account.margin?.plus(inFlight) ?? null,
    hedging: account.marginMode === null ? null : account.marginMode === 'HEDGING',
  };
}

function sessionFact({ session, account }: AccountBook): SessionFact {
  return {
    // A terminal that missed some calls still holds its account: the order waits for it, as long as it may live.
    live: session !== null,
    // A client of plain calls may report positions, or not: it is not held to it.
    snapshotComplete: session?.client === 'connector' ? session.snapshotAt !== null : null,
    switchedOff: switchedOff(account.permissions),
  };
}

/** A seed client reports no permissions: its terminal decides when it gets the order. */
function switchedOff(permissions: Permissions | null): string | null {
  if (permissions === null) return null;
  const switches: [string, boolean][] = [
    ['terminal_connected', permissions.terminalConnected],
    ['terminal_trade_allowed', permissions.terminalTradeAllowed],
    ['ea_trade_allowed', permissions.eaTradeAllowed],
    ['account_trade_allowed', permissions.accountTradeAllowed],
    ['account_trade_expert', permissions.accountTradeExpert],
  ];
  return switches.find(([, on]) => !on)?.[0] ?? null;
}

function bookFact(symbol: string, side: Side, book: AccountBook, now: Date): BookFact {
  const open = openRiskOf(
    book.positions.map((position) => ({
      ...position,
      spec: contractOf(position.symbol, book, position.openPrice),
    })),
    book.account.currency,
    quotesOf(book.specs.values()),
  );
  const onTheirWay = book.openings();
  const unknown = book.unknownSince(new Date(now.getTime() - UNKNOWN_AFTER_MS));
  return {
    openRisk: onTheirWay.reduce((sum, { riskMoney }) => sum.plus(riskMoney ?? 0), open.openRisk),
    unprotected: open.unprotected + onTheirWay.filter(({ riskMoney }) => riskMoney === null).length,
    oppositeVolume: book.volumeOn(symbol, side === 'BUY' ? 'SELL' : 'BUY'),
    unknownOrders: unknown.length,
    unknownOnSymbol: unknown.filter((order) => order.symbol === symbol).length,
    drift: book.drifts.get(symbol) ?? new Decimal(0),
  };
}

function conductFact({ symbol, side }: IntendedTrade, source: string, { conduct }: AccountBook): ConductFact {
  return {
    orders: conduct.orders,
    lastSameSide: conduct.lastOpening(symbol, side),
    source,
    sourceLocked: conduct.lockOf(source),
    sourceExecutions: conduct.executionsOf(source),
    sourceStopOuts: conduct.stopOutsOf(source),
  };
}

function dayFact({ day: { startBalance, cashFlow, guard } }: AccountBook): DayFact {
  return {
    startBalance,
    cashFlow,
    dailyFloor: guard && openingFloorOf(guard.rules, 'DAILY'),
    totalFloor: guard && openingFloorOf(guard.rules, 'TOTAL'),
  };
}
