import { Decimal } from 'decimal.js';
import { type Price } from '../../src/money/quantity';
import { marginOf, type Side } from './account-math';
import { type Book } from './book';
import { type Filling, type Instrument } from './instruments';
import { type Market, type Quote } from './market';
import { RETCODE } from './retcodes';
import { type Position } from './trade';

/** A market order, as MqlTradeRequest carries it. */
export interface TradeRequest {
  readonly symbol: string;
  readonly side: Side;
  readonly volume: Decimal;
  /** Ticket of the position to close. */
  readonly position?: string | undefined;
  readonly stopLoss?: Price | null | undefined;
  readonly takeProfit?: Price | null | undefined;
  readonly filling: Filling;
  readonly magic: string;
  readonly comment: string;
}

export interface Permissions {
  terminalConnected: boolean;
  terminalTradeAllowed: boolean;
  eaTradeAllowed: boolean;
  accountTradeAllowed: boolean;
  accountTradeExpert: boolean;
}

/** The first rule of the trade server that a request breaks, as its return code; null when it may be executed. */
export function firstBrokenRule(
  request: TradeRequest,
  state: {
    readonly book: Book;
    readonly market: Market;
    readonly permissions: Permissions;
    readonly closedSymbols: ReadonlySet<string>;
  },
): number | null {
  const { book, market, permissions, closedSymbols } = state;
  const instrument = market.instrument(request.symbol);
  if (!permissions.terminalConnected) return RETCODE.CONNECTION;
  if (!permissions.terminalTradeAllowed || !permissions.eaTradeAllowed) return RETCODE.CLIENT_DISABLES_AT;
  if (!permissions.accountTradeAllowed || !permissions.accountTradeExpert) return RETCODE.TRADE_DISABLED;
  if (!instrument) return RETCODE.INVALID;
  if (closedSymbols.has(request.symbol)) return RETCODE.MARKET_CLOSED;
  if (!volumeFits(request.volume, instrument)) return RETCODE.INVALID_VOLUME;
  if (!instrument.fillings.includes(request.filling)) return RETCODE.INVALID_FILL;
  if (request.position !== undefined) {
    return brokenClosingRule(request, book.position(request.position));
  }
  if (!stopsFit(request, instrument, market.quote(request.symbol))) return RETCODE.INVALID_STOPS;
  return hasMargin(request, instrument, market, book) ? null : RETCODE.NO_MONEY;
}

function brokenClosingRule(request: TradeRequest, position: Position | undefined): number | null {
  if (position?.symbol !== request.symbol) return RETCODE.POSITION_CLOSED;
  if (position.side === request.side) return RETCODE.INVALID;
  return request.volume.greaterThan(position.volume) ? RETCODE.INVALID_CLOSE_VOLUME : null;
}

function volumeFits(volume: Decimal, { volumeMin, volumeMax, volumeStep }: Instrument): boolean {
  return volume.gte(volumeMin) && volume.lte(volumeMax) && volume.modulo(volumeStep).isZero();
}

/** Stops are measured from the price that would close the position, and must lie on its losing or winning side. */
function stopsFit(request: TradeRequest, instrument: Instrument, quote: Quote): boolean {
  const distance = new Decimal(10).pow(-instrument.digits).times(instrument.stopsLevelPoints);
  const towards = request.side === 'BUY' ? 1 : -1;
  const from = request.side === 'BUY' ? quote.bid : quote.ask;
  const onGrid = (level: Decimal): boolean => level.modulo(instrument.tickSize).isZero();
  const { stopLoss, takeProfit } = request;
  if (stopLoss && !(onGrid(stopLoss) && from.minus(stopLoss).times(towards).gt(distance))) return false;
  return !takeProfit || (onGrid(takeProfit) && takeProfit.minus(from).times(towards).gt(distance));
}

/** A netting deal that only reduces the position of its symbol needs no margin. */
function hasMargin(request: TradeRequest, instrument: Instrument, market: Market, book: Book): boolean {
  const quote = market.quote(request.symbol);
  const netted = book.facts.marginMode === 'NETTING' ? book.positionsOf(request.symbol)[0] : undefined;
  const reduced = netted && netted.side !== request.side ? netted.volume.times(2) : new Decimal(0);
  const added = Decimal.max(0, request.volume.minus(reduced));
  const price = request.side === 'BUY' ? quote.ask : quote.bid;
  const needed = marginOf(market, instrument, { volume: added, price }, book.facts);
  return needed.lessThanOrEqualTo(book.account().marginFree);
}
